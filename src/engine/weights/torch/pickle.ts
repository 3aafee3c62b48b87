/**
 * Reads Python pickles without ever doing what they say: every class and function that a pickle names becomes an inert
 * `Global`, every call and every object a record of what it would have been. Nothing is looked up, imported or called.
 *
 * Source of the opcodes: CPython's Lib/pickletools.py (protocols 0 to 5). Out-of-band buffers and the copyreg extension
 * registry, which no weights file needs, are refused.
 */

import { integer, littleEndian } from './integers.ts';
import { createPickleBudget } from './pickleBudget.ts';
import {
  damaged,
  Global,
  HostilePickle,
  longestName,
  Persistent,
  type Pickled,
  PickledObject,
} from './pickled.ts';

const marker = Symbol('mark');
type Stacked = Pickled | typeof marker;

/** Stands for a callee that is no name. */
const computed = new Global('', '');

/**
 * @param harmIn what would do harm where a program called the one with the others; naming it ends the reading.
 * @param persistentOf what stands for a reference to something outside of the pickle.
 * @returns the value and where the pickle ended.
 * @throws BrokenPickle, HostilePickle
 */
export function readPickle(
  bytes: Uint8Array,
  from: number,
  harmIn: (callee: Pickled, parts: readonly Pickled[]) => Global | undefined,
  persistentOf: (id: Pickled) => Pickled = (id) => new Persistent(id),
): { readonly value: Pickled; readonly end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const memo = new Map<number, Pickled>();
  const stack: Stacked[] = [];
  let at = from;
  const budget = createPickleBudget();

  const need = (count: number) => {
    if (count < 0 || count > bytes.length - at) throw damaged(`it ends in the middle of a value`);
    const start = at;
    at += count;
    return start;
  };
  const u8 = () => view.getUint8(need(1));
  const u16 = () => view.getUint16(need(2), true);
  const u32 = () => view.getUint32(need(4), true);
  const i32 = () => view.getInt32(need(4), true);
  const u64 = () => {
    const value = view.getBigUint64(need(8), true);
    if (value > BigInt(bytes.length)) throw damaged(`it claims a value that is longer than the file`);
    return Number(value);
  };
  const raw = (count: number) => {
    const start = need(count);
    return bytes.subarray(start, start + count);
  };
  const textOf = (count: number, decoder: TextDecoder) => {
    const encoded = raw(count);
    budget.text(count);
    return decoder.decode(encoded);
  };
  const line = () => {
    const end = bytes.indexOf(10, at);
    if (end < 0) throw damaged(`it ends in the middle of a line`);
    const text = textOf(end - at, latin1);
    at++;
    return text;
  };

  const push = (value: Stacked) => {
    budget.made(value);
    stack.push(value);
  };
  /** Once more: what stands on the stack, or was kept, takes a place only. */
  const pushAgain = (value: Pickled) => {
    budget.places(1);
    stack.push(value);
  };
  const keep = (key: number) => {
    budget.entries(1);
    memo.set(key, top());
  };
  const pop = (): Pickled => {
    const value = stack.pop();
    if (value === marker) throw damaged(`a value is missing`);
    return value;
  };
  const top = (): Pickled => {
    const value = stack.at(-1);
    if (value === marker || stack.length === 0) throw damaged(`a value is missing`);
    return value;
  };
  /** Everything above the last mark, which goes too. */
  const toMark = (): Pickled[] => {
    const place = stack.lastIndexOf(marker);
    if (place < 0) throw damaged(`a mark is missing`);
    const values = stack.splice(place).slice(1);
    return values as Pickled[];
  };
  const named = (module: string, name: string) => {
    if (module.length + name.length > longestName) throw damaged(`it names a class in too many letters`);
    return new Global(module, name);
  };
  const refuseHarm = (callee: Pickled, parts: readonly Pickled[]) => {
    const harm = harmIn(callee, parts);
    if (harm) throw new HostilePickle(harm);
  };
  const make = (callee: Pickled, parts: Pickled): PickledObject => {
    // What was computed, as a partial or a bound method, may be called too; what comes of it has no maker with a name.
    const maker = callee instanceof PickledObject ? computed : callee;
    if (!(maker instanceof Global)) throw damaged(`it calls something that has no name`);
    const given = Array.isArray(parts) ? parts : [parts];
    refuseHarm(callee, given);
    return new PickledObject(maker, given);
  };
  const setItems = (target: Pickled, pairs: readonly Pickled[]) => {
    const map = target instanceof PickledObject ? target.items : target;
    if (!(map instanceof Map)) throw damaged(`it puts entries into what is no dictionary`);
    budget.entries(pairs.length / 2);
    for (let i = 0; i + 1 < pairs.length; i += 2) map.set(pairs[i], pairs[i + 1]);
  };
  const append = (target: Pickled, values: readonly Pickled[]) => {
    const list = target instanceof PickledObject ? target.elements : target;
    if (list instanceof Set) budget.entries(values.length);
    else budget.places(values.length);
    if (list instanceof Set) for (const value of values) list.add(value);
    else if (Array.isArray(list)) for (const value of values) list.push(value);
    else throw damaged(`it appends to what is no list`);
  };
  const remembered = (key: number): Pickled => {
    if (!memo.has(key)) throw damaged(`it recalls value ${key}, which it never kept`);
    return memo.get(key);
  };

  for (;;) {
    const opcode = u8();
    switch (opcode) {
      case 0x80: // PROTO
        if (u8() > 5) throw damaged(`it is of a protocol after 5`);
        break;
      case 0x95: // FRAME
        need(8);
        break;
      case 0x2e: // STOP
        return { value: pop(), end: at };
      case 0x28: // MARK
        push(marker);
        break;
      case 0x30: // POP
        if (stack.length === 0) throw damaged(`a value is missing`);
        stack.pop();
        break;
      case 0x31: // POP_MARK
        toMark();
        break;
      case 0x32: // DUP
        pushAgain(top());
        break;
      case 0x4e: // NONE
        push(undefined);
        break;
      case 0x88: // NEWTRUE
        push(true);
        break;
      case 0x89: // NEWFALSE
        push(false);
        break;
      case 0x49: // INT
      case 0x4c: {
        // LONG
        const text = line();
        if (opcode === 0x49 && (text === '00' || text === '01')) push(text === '01');
        else push(integer(text.replace(/L$/, '')));
        break;
      }
      case 0x4a: // BININT
        push(i32());
        break;
      case 0x4b: // BININT1
        push(u8());
        break;
      case 0x4d: // BININT2
        push(u16());
        break;
      case 0x8a: // LONG1
        push(littleEndian(raw(u8())));
        break;
      case 0x8b: // LONG4
        push(littleEndian(raw(i32())));
        break;
      case 0x46: // FLOAT
        push(Number(line()));
        break;
      case 0x47: // BINFLOAT
        push(view.getFloat64(need(8)));
        break;
      case 0x53: // STRING
        push(line().replace(/^(['"])(.*)\1$/s, '$2'));
        break;
      case 0x54: // BINSTRING
        push(textOf(i32(), latin1));
        break;
      case 0x55: // SHORT_BINSTRING
        push(textOf(u8(), latin1));
        break;
      case 0x56: // UNICODE
        push(
          line().replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, hex) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          ),
        );
        break;
      case 0x58: // BINUNICODE
        push(textOf(u32(), utf8));
        break;
      case 0x8c: // SHORT_BINUNICODE
        push(textOf(u8(), utf8));
        break;
      case 0x8d: // BINUNICODE8
        push(textOf(u64(), utf8));
        break;
      case 0x42: // BINBYTES
        push(raw(u32()));
        break;
      case 0x43: // SHORT_BINBYTES
        push(raw(u8()));
        break;
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        push(raw(u64()));
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        push([]);
        break;
      case 0x6c: // LIST
      case 0x74: // TUPLE
        push(toMark());
        break;
      case 0x85: // TUPLE1
        push([pop()]);
        break;
      case 0x86: {
        // TUPLE2
        const [second, first] = [pop(), pop()];
        push([first, second]);
        break;
      }
      case 0x87: {
        // TUPLE3
        const [third, second, first] = [pop(), pop(), pop()];
        push([first, second, third]);
        break;
      }
      case 0x61: {
        // APPEND
        const value = pop();
        append(top(), [value]);
        break;
      }
      case 0x65: // APPENDS
      case 0x90: {
        // ADDITEMS
        const values = toMark();
        append(top(), values);
        break;
      }
      case 0x7d: // EMPTY_DICT
        push(new Map());
        break;
      case 0x64: {
        // DICT
        const pairs = toMark();
        const map = new Map<Pickled, Pickled>();
        setItems(map, pairs);
        push(map);
        break;
      }
      case 0x73: {
        // SETITEM
        const [value, key] = [pop(), pop()];
        setItems(top(), [key, value]);
        break;
      }
      case 0x75: {
        // SETITEMS
        const pairs = toMark();
        setItems(top(), pairs);
        break;
      }
      case 0x8f: // EMPTY_SET
        push(new Set());
        break;
      case 0x91: // FROZENSET
        push(new Set(toMark()));
        break;
      case 0x63: // GLOBAL
        push(named(line(), line()));
        break;
      case 0x93: {
        // STACK_GLOBAL
        const [name, module] = [pop(), pop()];
        if (typeof name !== 'string' || typeof module !== 'string') {
          throw damaged(`it names a class by something that is no text`);
        }
        push(named(module, name));
        break;
      }
      case 0x52: // REDUCE
      case 0x81: {
        // NEWOBJ
        const [parts, callee] = [pop(), pop()];
        push(make(callee, parts));
        break;
      }
      case 0x92: {
        // NEWOBJ_EX
        const [keywords, parts, callee] = [pop(), pop(), pop()];
        if (Array.isArray(parts)) budget.places(parts.length);
        push(make(callee, [...(Array.isArray(parts) ? parts : [parts]), keywords]));
        break;
      }
      case 0x69: {
        // INST
        const callee = named(line(), line());
        push(make(callee, toMark()));
        break;
      }
      case 0x6f: {
        // OBJ
        const [callee, ...parts] = toMark();
        push(make(callee, parts));
        break;
      }
      case 0x62: {
        // BUILD
        const state = pop();
        const target = top();
        // Only records can be given a state: what it would have been set on is inert.
        if (target instanceof PickledObject) target.state = state;
        // What an object is given as its `__setstate__` is called with the next state.
        if (state instanceof Map) refuseHarm(undefined, [state.get('__setstate__')]);
        break;
      }
      case 0x50: // PERSID
        push(persistentOf(line()));
        break;
      case 0x51: {
        // BINPERSID
        push(persistentOf(pop()));
        break;
      }
      case 0x70: // PUT
        keep(Number(line()));
        break;
      case 0x71: // BINPUT
        keep(u8());
        break;
      case 0x72: // LONG_BINPUT
        keep(u32());
        break;
      case 0x94: // MEMOIZE
        keep(memo.size);
        break;
      case 0x67: // GET
        pushAgain(remembered(Number(line())));
        break;
      case 0x68: // BINGET
        pushAgain(remembered(u8()));
        break;
      case 0x6a: // LONG_BINGET
        pushAgain(remembered(u32()));
        break;
      default:
        throw damaged(`it holds the opcode 0x${opcode.toString(16)}, which no weights file needs`);
    }
  }
}

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');
