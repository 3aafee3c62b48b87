/**
 * The bench for a visitor: measures what was chosen, in workers of this page.
 */
import { askForAdapter } from '../../engine/runtime/gpuAdapter.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { type Collected, conduct, effortFor } from '../conduct.ts';
import type { PeerHandle } from '../hosts/peerHandle.ts';
import { startPeerWorker } from '../hosts/peerWorker.ts';
import type { DeviceProbe } from '../probe.ts';
import { reasonOf } from '../reason.ts';
import type { Machine } from '../report.ts';
import { type Choice, createChoice, type Offer } from './choice.ts';
import { find } from './elements.ts';
import { createResultView } from './resultView.ts';

function hasWebgl(): boolean {
  try {
    return new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
  } catch {
    return false;
  }
}

async function lookAround(): Promise<{ readonly offer: Offer; readonly adapter: string }> {
  const found = await askForAdapter(navigator.gpu);
  const webgl = hasWebgl();
  if (found.kind !== 'adapter') return { offer: { webgpu: 'none', webgl }, adapter: 'none' };
  return {
    offer: { webgpu: found.software ? 'software' : 'hardware', webgl },
    adapter: inEnglish(found.label),
  };
}

async function probeHere(): Promise<DeviceProbe | null> {
  const looker = startPeerWorker('stock-webgpu');
  try {
    return await looker.ask({ ask: 'probe' });
  } catch {
    return null;
  } finally {
    looker.end();
  }
}

/** Browsers tell little of the machine. */
function machineOf(adapter: string, software: boolean, probe: DeviceProbe | null): Machine {
  return {
    processor: 'unknown processor',
    cores: navigator.hardwareConcurrency,
    system: navigator.platform,
    runtime: navigator.userAgent,
    adapter,
    software,
    ...(probe ? { probe } : {}),
  };
}

const adapterLine = (offer: Offer, adapter: string) =>
  ({
    none: 'WebGPU reaches no GPU here, so WebAssembly is left.',
    software: `WebGPU reaches only a software adapter here, ${adapter}: it computes on the processor, and slowly.`,
    hardware: `WebGPU reaches ${adapter}.`,
  })[offer.webgpu];

export async function visit(): Promise<void> {
  const { offer, adapter } = await lookAround();
  find('machine', HTMLElement).textContent = adapterLine(offer, adapter);
  const chosen = createChoice(
    find('workloads', HTMLElement),
    find('peers', HTMLElement),
    offer,
    new URLSearchParams(location.search),
  );
  const view = createResultView();
  const [run, stop] = [find('run', HTMLButtonElement), find('stop', HTMLButtonElement)];
  const status = find('status', HTMLElement);
  const software = offer.webgpu !== 'hardware';
  let running: PeerHandle[] = [];
  let stopped = false;

  async function measure(choice: Choice): Promise<void> {
    const from = performance.now();
    status.textContent = 'Looking at what the device can do …';
    const machine = machineOf(adapter, software, offer.webgpu === 'none' ? null : await probeHere());
    const show = (collected: Collected) => {
      if (stopped) return;
      const seconds = (performance.now() - from) / 1000;
      view.show({ machine, load: { before: 0, after: 0 }, seconds, ...collected });
    };
    await conduct({
      ...choice,
      effort: effortFor(software, {}),
      spare: software,
      async start(name) {
        const handle = startPeerWorker(name);
        running.push(handle);
        if (stopped) handle.end();
        return handle;
      },
      say(line) {
        if (!stopped) status.textContent = line.trim();
      },
      show,
    });
  }

  find('choice', HTMLFormElement).addEventListener('submit', async (event) => {
    event.preventDefault();
    const choice = chosen();
    if (choice.workloads.length === 0 || choice.peers.length === 0) {
      status.textContent = 'Tick a step and a library.';
      return;
    }
    [stopped, run.disabled, stop.disabled] = [false, true, false];
    view.clear();
    try {
      await measure(choice);
      status.textContent = stopped ? 'Stopped.' : 'Done.';
    } catch (error) {
      status.textContent = reasonOf(error);
    } finally {
      running = [];
      [run.disabled, stop.disabled] = [false, true];
    }
  });
  stop.addEventListener('click', () => {
    stopped = true;
    for (const handle of running) handle.end();
  });
  run.disabled = false;
}
