/**
 * A tfjs model by its address: model.json over HTTP, and its shards relative to it.
 */
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import type { ModelFiles } from './modelFiles.ts';

/**
 * @param url of a model.json, or of the folder (with a `/` at its end) that has one, as Teachable Machine gives it; what
 *   stands after its `?` is sent for the shards too.
 * @throws ProblemError `file-unreadable`: no http(s) address, out of reach or not permitted (CORS), refused by the server, or
 *   a web page instead of the file
 */
export async function modelFilesOfUrl(url: string, fetchFn: typeof fetch): Promise<ModelFiles> {
  const address = addressOf(url);
  if (address.pathname.endsWith('/')) address.pathname += 'model.json';
  const response = await get(address, fetchFn);
  const manifest = await response.text().catch(() => {
    throw outOfReach(address.href);
  });
  if (/^\s*</.test(manifest)) throw isWebPage(address);
  const metadata = address.pathname.endsWith('/model.json')
    ? await beside(address, 'metadata.json', fetchFn)
        .then((response) => response.text())
        .catch(() => undefined)
    : undefined;
  return {
    manifest,
    name: address.href,
    ...(metadata === undefined ? {} : { metadata }),
    async shard(path) {
      const response = await beside(address, path, fetchFn);
      try {
        return new Uint8Array(await response.arrayBuffer());
      } catch {
        throw outOfReach(response.url || path);
      }
    },
  };
}

function addressOf(url: string): URL {
  const address = URL.canParse(url.trim()) ? new URL(url.trim()) : undefined;
  if (address && /^https?:$/.test(address.protocol)) return address;
  throw problem(
    'file-unreadable',
    words`${url} is no http or https address.`,
    'Give the full address of a model.json, with https:// at its beginning.',
  );
}

async function beside(model: URL, path: string, fetchFn: typeof fetch): Promise<Response> {
  const address = new URL(path, model);
  if (!address.search) address.search = model.search;
  return get(addressOf(address.href), fetchFn);
}

async function get(address: URL, fetchFn: typeof fetch): Promise<Response> {
  let response: Response;
  try {
    response = await fetchFn(address.href);
  } catch {
    throw outOfReach(address.href);
  }
  if (!response.ok) {
    throw problem(
      'file-unreadable',
      words`The server answered for ${address.href} with the status ${response.status}.`,
      'Check the address, or download the model’s files and give them all together.',
    );
  }
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) throw isWebPage(address);
  return response;
}

/** A browser does not tell a page whether the network failed or the server gave no permission. */
function outOfReach(address: string) {
  return problem(
    'file-unreadable',
    words`${address} could not be read: the network failed, or its server does not permit other sites to read it (CORS).`,
    'Check the address, or download the model’s files and give them all together.',
  );
}

function isWebPage(address: URL) {
  return problem(
    'file-unreadable',
    words`${address.href} is a web page, not a file of a model.`,
    'Give the address of the model.json itself, or download the model’s files and give them all together.',
  );
}
