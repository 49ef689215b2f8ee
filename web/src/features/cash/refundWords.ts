import { words } from '../../i18n/words';

export const refundWords = words(
  {
    title: '退款',
    pay: '退款',
    of: '{{number}} 的退款',
    paid: '退款已登记',
    hint: '退款从余额中付出，不结清任何应收；记错时可以撤销。',
    date: '付款日期',
    reason: '原因',
    none: '还没有退款',
    reverse: '撤销',
    reverseTitle: '撤销退款',
    reverseHint: '撤销后，余额自今天起恢复。原记录保留。',
    reversed: '已撤销',
  },
  {
    title: 'Refunds',
    pay: 'Refund',
    of: 'Refunds of {{number}}',
    paid: 'Refund recorded',
    hint: 'A refund is paid out of what is left and settles no item; a mistake can be reversed.',
    date: 'Paid on',
    reason: 'Reason',
    none: 'No refunds yet',
    reverse: 'Reverse',
    reverseTitle: 'Reverse refund',
    reverseHint: 'What was left is restored from today on. The record stays.',
    reversed: 'Reversed',
  },
);
