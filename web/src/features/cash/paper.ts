import type { ReceiptRow } from './queries';

/** Bills and cheques are paper: they count only when they are paid, and may not be. */
export const isPaper = ({ method }: Pick<ReceiptRow, 'method'>): boolean => method === 'acceptance_bill' || method === 'cheque';

/** What can become of a paper that nothing has happened to yet. */
export type PaperAct = 'mature' | 'discount' | 'clear' | 'dishonour';

export function paperActs(receipt: Pick<ReceiptRow, 'method' | 'state'>): PaperAct[] {
  if (!isPaper(receipt) || receipt.state !== 'recorded') return [];
  return receipt.method === 'cheque' ? ['clear', 'dishonour'] : ['mature', 'discount', 'dishonour'];
}
