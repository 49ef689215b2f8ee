import { useTranslation } from 'react-i18next';
import type { Import } from './queries';

const tones: Record<Import['state'], string> = {
  uploaded: 'warn',
  checking: 'info',
  checked: 'info',
  importing: 'info',
  done: 'good',
  failed: 'bad',
  undone: '',
};

export function ImportState({ state }: { state: Import['state'] }) {
  const { t } = useTranslation();
  return <span className={`chip ${tones[state]}`}>{t(`importing.state.${state}`)}</span>;
}
