import { words } from '../../i18n/words';

export const treatmentWords = words(
  {
    title: '按等级的待遇',
    methods: '可用的付款方式',
    discount: '首单优惠',
    discountRight: {
      open: '可以享受',
      no_grade: '不享受：没有有效等级，须先评估',
      not_for_grade: '不享受：该等级不适用',
      not_the_first: '不享受：不是首单',
    },
    tone: '催收口吻',
    toneOf: { mild: '温和', plain: '平实', firm: '强硬' },
    escalation: '升级速度',
    escalationOf: { slow: '慢', standard: '标准', fast: '快' },
    separator: '、',
  },
  {
    title: 'What the grade opens',
    methods: 'Ways to pay',
    discount: 'First-order discount',
    discountRight: {
      open: 'Open',
      no_grade: 'Not open: no valid grade, assess the customer first',
      not_for_grade: 'Not open to this grade',
      not_the_first: 'Not open: this is not the first order',
    },
    tone: 'Tone of reminders',
    toneOf: { mild: 'Mild', plain: 'Plain', firm: 'Firm' },
    escalation: 'Escalation',
    escalationOf: { slow: 'Slow', standard: 'Standard', fast: 'Fast' },
    separator: ', ',
  },
);
