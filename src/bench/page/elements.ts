/**
 * The page's elements, as `bench.html` has them, and new ones to put in.
 */

/** @throws where `bench.html` has no such element: a defect of ours. */
export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`bench.html has no ${kind.name} with the id ${id}`);
  return element;
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Terms and what they mean. */
export function describe(list: HTMLElement, entries: readonly (readonly [string, string])[]): void {
  list.replaceChildren(
    ...entries.flatMap(([term, meaning]) => [make('dt', {}, term), make('dd', {}, meaning)]),
  );
}
