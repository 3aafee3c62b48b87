/**
 * The bench's page: for a visitor, or driven by the command line.
 */
import { driven, drivenHash, drivenName } from '../hosts/drivenPage.ts';
import { visit } from './visit.ts';

if (location.hash === drivenHash) Reflect.set(window, drivenName, driven());
else void visit();
