/**
 * Peers in Node, where no browser is.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Adapter } from '../messages.ts';
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

async function adapterIn(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Adapter | null> {
  const probe = startPeerProcess(script, 'stock-webgpu', 'default', environment);
  try {
    return await probe.ask({ ask: 'adapter' });
  } finally {
    probe.end();
  }
}

/**
 * @param script serves a peer, in a process of its own.
 * @param chromium whose software adapter is taken where the machine has no driver.
 */
export async function openNode(script: string, chromium: string | undefined): Promise<Place> {
  let environment = {};
  let adapter = await adapterIn(script, environment);
  if (!adapter) {
    environment = softwareVulkan(chromium);
    if (Object.keys(environment).length > 0) adapter = await adapterIn(script, environment);
  }
  const gpu = adapter ? 'default' : 'none';
  return {
    runtime: `Node ${process.versions.node}`,
    adapter,
    start: async (name) => startPeerProcess(script, name, gpu, environment),
    close: () => Promise.resolve(),
  };
}
