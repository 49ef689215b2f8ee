import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { currentLanguage } from '../app/settings';
import { appWords } from '../app/words';
import { accessWords } from '../features/access/words';
import { approvalWords } from '../features/approval/words';
import { auditNameWords } from '../features/audit/nameWords';
import { auditWords } from '../features/audit/words';
import { refundWords } from '../features/cash/refundWords';
import { cashWords } from '../features/cash/words';
import { gateWords } from '../features/contract/gateWords';
import { contractWords } from '../features/contract/words';
import { assessmentWords } from '../features/credit/assessmentWords';
import { complaintWords } from '../features/credit/complaintWords';
import { limitWords } from '../features/credit/limitWords';
import { runWords } from '../features/credit/runWords';
import { treatmentWords } from '../features/credit/treatmentWords';
import { documentWords } from '../features/document/words';
import { promiseWords } from '../features/dunning/promiseWords';
import { dunningWords } from '../features/dunning/words';
import { importingWords } from '../features/importing/words';
import { insightWords } from '../features/insight/words';
import { messageWords } from '../features/message/words';
import { orderWords } from '../features/order/words';
import { orgWords } from '../features/org/words';
import { partyWords } from '../features/party/words';
import { policyWords } from '../features/policy/words';
import { receivableWords } from '../features/receivable/words';

const features = {
  app: appWords,
  access: accessWords,
  org: orgWords,
  approval: approvalWords,
  insight: insightWords,
  receivable: receivableWords,
  party: partyWords,
  contract: contractWords,
  gate: gateWords,
  cash: cashWords,
  limit: limitWords,
  treatment: treatmentWords,
  order: orderWords,
  assessment: assessmentWords,
  complaint: complaintWords,
  run: runWords,
  document: documentWords,
  refund: refundWords,
  audit: auditWords,
  trail: auditNameWords,
  message: messageWords,
  policy: policyWords,
  dunning: dunningWords,
  promise: promiseWords,
  importing: importingWords,
};

type Features = typeof features;
type Words = { [F in keyof Features]: Features[F]['zh'] };

const pick = (language: 'zh' | 'en') =>
  Object.fromEntries(Object.entries(features).map(([name, words]) => [name, words[language]])) as Words;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

void i18next.use(initReactI18next).init({
  lng: currentLanguage(),
  fallbackLng: false,
  defaultNS: 'words',
  resources: { 'zh-CN': { words: pick('zh') }, 'en-US': { words: pick('en') } },
  interpolation: { escapeValue: false },
});

export default i18next;
