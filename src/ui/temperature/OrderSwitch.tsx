import { Segmented } from '../results/Segmented.tsx';
import { useLateWords } from '../text/late.ts';
import type { BarOrder } from './bars.ts';

const orders: readonly BarOrder[] = ['class', 'teacher'];

export function OrderSwitch({
  order,
  onChange,
}: {
  readonly order: BarOrder;
  readonly onChange: (order: BarOrder) => void;
}) {
  const text = useLateWords('temperature');
  return (
    <Segmented
      control="barOrder"
      label={text.order}
      options={orders.map((name) => ({ name, text: text.orders[name] }))}
      value={order}
      onChange={onChange}
    />
  );
}
