/**
 * Peers in Node, where no browser is.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startPeerProcess } from './peerProcess.ts';
import type { Place } from './place.ts';

/**
 * Variables for a process in which Vulkan finds the software adapter that comes with Chromium; none where a driver is
 * named already, or no Chromium is there.
 */
function softwareVulkan(chromium: string | undefined): Readonly<Record<string, string>> {
  if (process.platform !== 'linux' || process.env.VK_ICD_FILENAMES || !chromium) return {};
  const folders = [dirname(realpathSync(chromium)), '/usr/lib/chromium', '/opt/google/chrome'];
  const folder = folders.find((candidate) => existsSync(join(candidate, 'vk_swiftshader_icd.json')));
  return folder ? { VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'), LD_LIBRARY_PATH: folder } : {};
}

async function lookIn(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Pick<Place, 'adapter' | 'probe'>> {
  const process = startPeerProcess(script, 'stock-webgpu', 'default', environment);
  try {
    return { adapter: await process.ask({ ask: 'adapter' }), probe: await process.ask({ ask: 'probe' }) };
  } finally {
    process.end();
  }
}

/**
 * @param script serves a peer, in a process of its own.
 * @param chromium whose software adapter is taken where the machine has no driver.
 */
export async function openNode(script: string, chromium: string | undefined): Promise<Place> {
  let environment = {};
  let found = await lookIn(script, environment);
  if (!found.adapter) {
    environment = softwareVulkan(chromium);
    if (Object.keys(environment).length > 0) found = await lookIn(script, environment);
  }
  const gpu = found.adapter ? 'default' : 'none';
  return {
    runtime: `Node ${process.versions.node}`,
    ...found,
    start: async (name) => startPeerProcess(script, name, gpu, environment),
    close: () => Promise.resolve(),
  };
}
