import { useId, useState } from 'react';
import { useLabActions } from '../../../state/lab/useLab.ts';
import { useWords } from '../../text/useWords.ts';
import { helpId, Row } from '../Row.tsx';

/** Opens a teacher by its web address. Nothing is fetched before the button (or Enter) is pressed. */
export function TeacherAddress({ disabled }: { readonly disabled: boolean }) {
  const { teacher } = useWords('given');
  const { useTeacherUrl: openTeacher } = useLabActions();
  const id = useId();
  const [address, setAddress] = useState('');
  const given = address.trim();
  const open = () => {
    if (given) void openTeacher(given);
  };
  return (
    <Row name="teacher-address" field={{ label: teacher.address, help: teacher.addressHelp }} id={id}>
      <input
        id={id}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://…/model.json"
        value={address}
        disabled={disabled}
        title={teacher.addressHelp}
        aria-describedby={helpId(id)}
        onChange={(event) => setAddress(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // The form around it has nothing to send.
          event.preventDefault();
          open();
        }}
      />
      <button
        type="button"
        disabled={disabled || given === ''}
        aria-label={teacher.addressOpenLong}
        title={teacher.addressOpenLong}
        onClick={open}
      >
        {teacher.addressOpen}
      </button>
    </Row>
  );
}
