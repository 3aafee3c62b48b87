/**
 * Small files that would stand for more than memory holds end as a problem, having taken a bounded part of it.
 */
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../../lang/sentence.ts';
import { bytesInMemory } from '../byteSource.ts';
import { latin, zipped } from './handmade.ts';
import { readPickle } from './pickle.ts';
import { BrokenPickle } from './pickled.ts';
import { openTorchFile } from './torchFile.ts';
import { harmIn } from './trust.ts';

function complaintOf(bytes: Uint8Array): string {
  try {
    readPickle(bytes, 0, () => undefined);
  } catch (error) {
    if (error instanceof BrokenPickle) return inEnglish(error.why);
    throw error;
  }
  return 'read';
}

/** Opcodes, then others as often as fill the megabytes. */
const filled = (begin: string, again: string, megabytes: number) =>
  Buffer.concat([latin(begin), Buffer.alloc(megabytes * 1e6, latin(again))]);

/** The most that the process ever held, in MB. */
const peak = () => process.resourceUsage().maxRSS / 1024;

describe('a pickle of nothing but', () => {
  it.each([
    ['dictionaries', '', '}'],
    ['dictionaries that are kept', '', '}\x94'],
    ['lists', '', ']'],
    ['lists in lists', '', '\x85'.padStart(2, 'N')],
    ['sets', '', '\x8f'],
    ['marks', '', '('],
    ['numbers', '', 'K\x01'],
    ['large numbers', '', '\x8a\x09\x01\x02\x03\x04\x05\x06\x07\x08\x09'],
    ['texts', '', '\x8c\x01a'],
    ['bytes', '', 'C\x01a'],
    ['classes', '', 'ca\nb\n'],
    ['objects', 'ccollections\nOrderedDict\nq\x00', 'h\x00)\x81'],
    ['calls', 'ccollections\nOrderedDict\nq\x00', 'h\x00)R'],
    ['references to storages', '', ')Q'],
    ['recalled values put into one list', '](K\x01q\x00', 'h\x00'],
    ['keys of one dictionary', '}', 'G\x3f\xf0\x01\0\0\0\0\0Ns'],
  ])('%s is refused before it fills the memory', (_, begin, again) => {
    const bytes = filled(begin, again, 20);
    const before = peak();
    expect(complaintOf(bytes)).toMatch(/takes more than 128 MB/);
    expect(peak() - before).toBeLessThan(300);
  });

  it.each([
    ['X', '\x58\xff\xff\xff\xff'],
    ['BINUNICODE8', '\x8d\xff\xff\xff\xff\x01\0\0\0'],
    ['LONG4', '\x8b\xff\xff\xff\x7f'],
    ['BINBYTES', 'B\xff\xff\xff\xff'],
    ['BINSTRING', 'T\xff\xff\xff\xff'],
  ])('a length beyond the file (%s) is refused', (_, opcode) => {
    expect(complaintOf(latin(`${opcode}abc.`))).toMatch(/ends in the middle|longer than the file/);
  });

  it('one text as long as the file is refused before it is made', () => {
    const bytes = filled('V', 'a', 100);
    bytes[bytes.length - 1] = 10;
    const before = peak();
    expect(complaintOf(bytes)).toMatch(/takes more than 128 MB/);
    expect(peak() - before).toBeLessThan(100);
  });
});

describe('a whole module', () => {
  const text = (value: string) =>
    `X${String.fromCharCode(...new Uint8Array(Uint32Array.of(value.length).buffer))}${value}`;
  const opened = (pickle: string) =>
    openTorchFile(bytesInMemory(zipped({ 'm/data.pkl': latin(`\x80\x02${pickle}.`) })));

  it('whose parts all have the same thousand buffers is refused before they are listed', async () => {
    const buffers = `}(${Array.from({ length: 1000 }, (_, i) => `${text(`b${i}`)}N`).join('')}uq\x01`;
    const part = `ctorch.nn\nModule\n)\x81}${text('_modules')}}s${text('_buffers')}h\x01sbq\x02`;
    const names = Array.from({ length: 1000 }, (_, i) => `${text(`m${i}`)}h\x02`).join('');
    const whole = `${buffers}0${part}0ctorch.nn\nModule\n)\x81}${text('_modules')}}(${names}usb`;
    await expect(opened(whole)).rejects.toThrow('more than 100000 modules, with their parameters');
  });

  it('whose parts all have the same long list is not read part by part', async () => {
    const part = `ctorch.nn\nModule\n)\x81}${text('_modules')}}s${text('long')}](${'\x88'.repeat(1e6)}esbq\x02`;
    const names = Array.from({ length: 5000 }, (_, i) => `${text(`m${i}`)}h\x02`).join('');
    const whole = `${part}0ctorch.nn\nModule\n)\x81}${text('_modules')}}(${names}usb`;
    const start = performance.now();
    await expect(opened(whole)).rejects.toThrow('no tensors');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('whose names grow with each part inside it is refused before they are long', async () => {
    const module = (inner: string) => `ctorch.nn\nModule\n)\x81}${text('_modules')}}${inner}sbq\x01`;
    const nested = `${module('')}0${`${module(`${text('n'.repeat(5000))}h\x01s`)}0`.repeat(20)}h\x01`;
    await expect(opened(nested)).rejects.toThrow('names of more than 10000 letters');
  });
});

describe('a pickle of a few kilobytes does not take minutes', () => {
  it('where every call is handed the same lists of lists of names', () => {
    const inner = `](${'cproject\nf\n'.repeat(64)}eq\x00`;
    const outer = `${inner}0](${'h\x00'.repeat(64)}eq\x010(${'h\x01'.repeat(64)}tq\x020cproject\ng\nq\x03`;
    const start = performance.now();
    const { value } = readPickle(latin(`${outer}](${'h\x03h\x02R'.repeat(2000)}e.`), 0, harmIn);
    expect(value).toHaveLength(2000);
    // Looked into whole for each call, they would take twenty minutes.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('where a class has a name of a million parts', () => {
    expect(complaintOf(latin(`cproject\n${'a.'.repeat(1e6)}b\n.`))).toContain('too many letters');
  });
});
