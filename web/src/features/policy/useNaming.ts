import { useTranslation } from 'react-i18next';
import { stepsOf } from './figures';
import type { placeWords } from './placeWords';
import type { valueWords } from './valueWords';

type Words = (typeof placeWords)['zh'] & (typeof valueWords)['zh'];

interface Naming {
  /** A place in a policy: "逾期阶段 › 法务 › 自逾期（天）". What has no word keeps its code. */
  place: (path: string) => string;
  /** What stands there: codes in words, everything else as it is written. */
  value: (text: string) => string;
}

export function useNaming(): Naming {
  const { t, i18n } = useTranslation();
  const code = (text: string) =>
    /^[a-z0-9_-]+$/.test(text) && i18n.exists(`policy.code.${text}`) ? t(`policy.code.${text as keyof Words['code']}`) : text;
  const key = (text: string) => (i18n.exists(`policy.key.${text}`) ? t(`policy.key.${text as keyof Words['key']}`) : text);
  return {
    place: (path) =>
      stepsOf(path)
        .map(({ name, inList }) => (inList ? code(name) : key(name)))
        .join(' › '),
    // A text with places to fill in, or of several lines, is no list of codes.
    value: (text) =>
      /[\n{]/.test(text)
        ? text
        : text
            .split(', ')
            .map(code)
            .join(i18n.language === 'zh-CN' ? '、' : ', '),
  };
}
