/**
 * What objectives that compare the insides of networks declare alike: the KL of the logits, and β times what they are called by.
 */
import { declare } from '../declare.ts';

interface Mimicry {
  readonly label: string;
  readonly acronym: string;
  /** As it is written. */
  readonly term: string;
  /** β where the weight is 1. */
  readonly weight: number;
  readonly source: string;
  /** Libraries whose definitions it has, the default first. */
  readonly forms: readonly string[];
  readonly anyTeacher?: true;
}

export const mimicry = ({ term, weight, ...given }: Mimicry) =>
  declare({
    ...given,
    term: 'KL(p_t ‖ p_s)',
    also: [{ weight: 'featureWeight', times: weight, symbol: 'β', term }],
    features: true,
    fields: [
      ...(['temperature', 'featureWeight', 'featureForm'] as const),
      ...(['featureBeside', 'featureWeighting', 'featureControl'] as const),
    ],
  });
