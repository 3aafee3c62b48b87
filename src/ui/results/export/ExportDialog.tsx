import { Dialog } from 'radix-ui';
import { type RefObject, useId, useMemo, useState } from 'react';
import { type ExportFormat, exportFormats } from '../../../spec/choices.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { bytesText } from '../../quantities.ts';
import { seriesLabel } from '../../seriesStyle.ts';
import { DialogTop } from '../../share/DialogTop.tsx';
import share from '../../share/share.module.css';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { useViewState, viewState } from '../../viewState.ts';
import { download } from '../download.ts';
import { useStudentsInMemory } from '../useStudentsInMemory.ts';
import styles from './export.module.css';
import { SnippetBox } from './SnippetBox.tsx';
import { isKept, type Made, type NetworkName, networkKey, useExports } from './useExports.ts';

/** Names, the same in every language. */
const formatNames: Readonly<Record<ExportFormat, string>> = {
  safetensors: 'safetensors',
  tfjs: 'TensorFlow.js',
  onnx: 'ONNX',
};

const chosenFormat = viewState<ExportFormat>('safetensors');

/** One network as a file: which one, in which format, how large, and the program that uses it. */
export function ExportDialog({
  first,
  opener,
  onClose,
}: {
  readonly first: NetworkName;
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}) {
  const text = useWords('exports');
  const say = useSay();
  const id = useId();
  const [format, setFormat] = useViewState(chosenFormat);
  const [name, setName] = useState(first);
  const networks = useNetworks(first);
  const made = useExports(name, format);
  const { file, problem } = made[format] ?? {};
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={share.veil} />
        <Dialog.Content
          className={`${share.dialog} ${styles.dialog}`}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            opener.current?.focus();
          }}
        >
          <DialogTop title={text.title} />
          <div className={styles.body}>
            <p className={styles.network}>
              <label htmlFor={id}>{text.network}</label>
              {isKept(name) ? (
                <output id={id}>{name.label}</output>
              ) : (
                <select
                  id={id}
                  value={networkKey(name)}
                  onChange={(event) =>
                    setName(networks.find((one) => networkKey(one) === event.target.value) ?? first)
                  }
                >
                  {networks.map((one) => (
                    <option key={networkKey(one)} value={networkKey(one)}>
                      {one === 'teacher'
                        ? text.teacher
                        : isKept(one)
                          ? one.label
                          : text.student(seriesLabel(one.point), one.run)}
                    </option>
                  ))}
                </select>
              )}
            </p>
            <fieldset className={styles.formats}>
              <legend>{text.format}</legend>
              {exportFormats.map((one) => (
                <FormatChoice
                  key={one}
                  format={one}
                  made={made[one]}
                  isMade={one === format}
                  checked={one === format}
                  onChoose={() => setFormat(one)}
                />
              ))}
            </fieldset>
            {problem ? (
              <p role="alert" className={styles.problem}>
                {say(problem)}
              </p>
            ) : (
              <>
                <p className={styles.act}>
                  <button
                    type="button"
                    className={styles.download}
                    disabled={!file}
                    onClick={() => file && download(file.name, 'application/octet-stream', file.bytes)}
                  >
                    {file ? text.download(file.name) : text.making}
                  </button>
                </p>
                <p className={styles.quiet}>
                  {file
                    ? text.sizes({
                        memory: bytesText(file.memoryBytes),
                        file: bytesText(file.bytes.length),
                        zipped: file.zippedBytes === undefined ? undefined : bytesText(file.zippedBytes),
                      })
                    : '\u00a0'}
                </p>
                <p className={styles.quiet}>
                  {file
                    ? text.takes(file.imageSize, format !== 'tfjs', file.anySize && format !== 'safetensors')
                    : '\u00a0'}{' '}
                  {text.carries}
                </p>
                {file?.smaller.map((kind) => (
                  <p key={kind} className={styles.quiet}>
                    {text.smaller[kind][format](file.fewestBits ?? 8)}
                  </p>
                ))}
                <SnippetBox snippets={file?.snippets} />
              </>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** A kept network alone; or the teacher, the students that are in memory, and the one that was asked for, which may have made room since. */
function useNetworks(first: NetworkName): readonly NetworkName[] {
  const hasTeacher = useLab((lab) => lab.teacher?.accuracy !== undefined);
  const inMemory = useStudentsInMemory().answer;
  return useMemo(() => {
    const teacher = hasTeacher ? (['teacher'] as const) : [];
    if (isKept(first)) return [first];
    const named: readonly NetworkName[] = [...teacher, ...(inMemory ?? [])];
    return named.some((one) => networkKey(one) === networkKey(first)) ? named : [first, ...named];
  }, [hasTeacher, inMemory, first]);
}

function FormatChoice({
  format,
  made,
  isMade,
  checked,
  onChoose,
}: {
  readonly format: ExportFormat;
  readonly made: Made | undefined;
  /** Whether it is being made, where there is no file yet. */
  readonly isMade: boolean;
  readonly checked: boolean;
  readonly onChoose: () => void;
}) {
  const text = useWords('exports');
  const help = useId();
  const size = made?.file ? bytesText(made.file.bytes.length) : isMade && !made ? text.making : '\u00a0';
  return (
    <label className={styles.format}>
      <input
        type="radio"
        name="format"
        checked={checked}
        onChange={onChoose}
        aria-label={formatNames[format]}
        aria-describedby={help}
      />
      <span className={styles.name}>{formatNames[format]}</span>
      <span id={help} className={styles.about}>
        <span className={styles.size}>{size}</span>
        <span className={styles.quiet}>{text.formats[format]}</span>
      </span>
    </label>
  );
}
