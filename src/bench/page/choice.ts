/**
 * What the visitor may choose: steps and libraries, as boxes to tick. `?workload=…&peer=…` in the address, as often as
 * wanted, ticks others than the usual ones.
 */
import { type PeerName, peerNames, peers } from '../peers/catalogue.ts';
import { workloads } from '../workloads/catalogue.ts';
import type { Workload } from '../workloads/workload.ts';
import { make } from './elements.ts';

export interface Choice {
  readonly workloads: readonly Workload[];
  readonly peers: readonly PeerName[];
}

/** What there is to compute on. */
export interface Offer {
  readonly webgpu: 'none' | 'software' | 'hardware';
  readonly webgl: boolean;
}

function runsOn({ webgpu, webgl }: Offer, peer: PeerName): boolean {
  switch (peers[peer].on) {
    case 'webgpu':
      return webgpu !== 'none';
    case 'webgl':
      return webgl;
    case 'wasm':
      return true;
  }
}

/** On a GPU all but those that stand in for others; else what takes seconds and not minutes. */
const isUsual = ({ name, rank }: Workload, { webgpu }: Offer) =>
  webgpu === 'hardware' ? rank === 'usual' || rank === 'heavy' : name === 'default-student';

export function createChoice(
  workloadList: HTMLElement,
  peerList: HTMLElement,
  offer: Offer,
  address: URLSearchParams,
): () => Choice {
  const asked = address.getAll('workload');
  const askedPeers = address.getAll('peer');
  const box = (list: HTMLElement, label: string, checked: boolean, disabled: boolean) => {
    const input = make('input', { type: 'checkbox', checked: checked && !disabled, disabled });
    list.append(make('li', {}, make('label', {}, input, make('span', {}, label))));
    return input;
  };
  const shown = workloads.filter(({ name, rank }) => rank !== 'hidden' || asked.includes(name));
  const workloadBoxes = shown.map((workload) => {
    const checked = asked.length > 0 ? asked.includes(workload.name) : isUsual(workload, offer);
    return { workload, input: box(workloadList, workload.label, checked, false) };
  });
  const peerBoxes = peerNames.map((name) => {
    const checked = askedPeers.length === 0 || askedPeers.includes(name);
    return { name, input: box(peerList, peers[name].label, checked, !runsOn(offer, name)) };
  });
  return () => ({
    workloads: workloadBoxes.flatMap(({ workload, input }) => (input.checked ? [workload] : [])),
    peers: peerBoxes.flatMap(({ name, input }) => (input.checked ? [name] : [])),
  });
}
