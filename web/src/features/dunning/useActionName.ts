import { useTranslation } from 'react-i18next';

/** Actions and roles are policy data: the shipped ones have words in both languages, a company's own stand as they are. */
export function useActionName() {
  const { t, i18n } = useTranslation();
  const say = (key: string, otherwise: string) => (i18n.exists(key) ? t(key as 'dunning.title') : otherwise);
  return {
    action: (code: string | null | undefined) => (code ? say(`dunning.action.${code}`, code) : '–'),
    role: (code: string) => say(`dunning.role.${code}`, code),
  };
}
