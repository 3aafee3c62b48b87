import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Pop.module.css';

interface PopProps {
  /** Names the panel for those who do not see it. */
  readonly label: string;
  readonly trigger: ReactNode;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** A small panel under the button that opens it; Escape and a click elsewhere close it. */
export function Pop({ label, trigger, onOpen, children }: PopProps) {
  return (
    <Popover.Root onOpenChange={(open) => open && onOpen?.()}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          aria-label={label}
          align="end"
          sideOffset={8}
          collisionPadding={8}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
