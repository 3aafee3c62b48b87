import styles from './ClassName.module.css';

/** A class as its folder is called, in the two lines that there is room for; whoever points at it reads all of it. */
export function ClassName({ name }: { readonly name: string | undefined }) {
  return (
    <span className={styles.name} title={name}>
      {name}
    </span>
  );
}
