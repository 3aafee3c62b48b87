/**
 * Asks again and again without a queue: never more than one question is under way, of those that came meanwhile only the
 * last is asked, and none sooner than `every` after the one before it.
 */
export interface Asker<Asked> {
  /** `take` is called when its turn comes, if ever; nothing is asked where it gives nothing. */
  want(take: () => Asked | undefined): void;
  /** Nothing that is wanted or under way is heard of any more. */
  forget(): void;
}

export function createAsker<Asked, Answer>({
  ask,
  answered,
  refused,
  every,
}: {
  readonly ask: (asked: Asked) => Promise<Answer>;
  readonly answered: (asked: Asked, answer: Answer) => void;
  readonly refused: (asked: Asked, thrown: unknown) => void;
  /** ms */
  readonly every: number;
}): Asker<Asked> {
  let wanted: (() => Asked | undefined) | undefined;
  let underWay = false;
  let resting = false;
  let visit = 0;

  const next = () => {
    if (underWay || resting || !wanted) return;
    const asked = wanted();
    wanted = undefined;
    if (asked === undefined) return;
    const mine = visit;
    underWay = true;
    resting = true;
    setTimeout(() => {
      resting = false;
      next();
    }, every);
    const settle = (hear: () => void) => {
      underWay = false;
      if (mine === visit) hear();
      next();
    };
    ask(asked).then(
      (answer) => settle(() => answered(asked, answer)),
      (thrown: unknown) => settle(() => refused(asked, thrown)),
    );
  };

  return {
    want(take) {
      wanted = take;
      next();
    },
    forget() {
      wanted = undefined;
      visit++;
    },
  };
}
