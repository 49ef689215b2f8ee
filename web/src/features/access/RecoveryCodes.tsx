import { useTranslation } from 'react-i18next';
import { Secret } from './Secret';

export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Secret
      title={t('access.factor.codes')}
      hint={t('access.factor.codesHint')}
      text={codes.join('\n')}
      close={t('access.factor.kept')}
      onClose={onClose}
    >
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Secret>
  );
}
