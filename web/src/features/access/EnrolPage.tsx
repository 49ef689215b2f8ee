import { useTranslation } from 'react-i18next';
import { WelcomeFrame } from '../org/WelcomeFrame';
import { Enrol } from './Enrol';

/** What a user sees whose role must have a second factor, until he has one. */
export default function EnrolPage() {
  const { t } = useTranslation();
  return (
    <WelcomeFrame title={t('access.factor.must')} hint={t('access.factor.mustHint')}>
      <Enrol onDone={() => {}} />
    </WelcomeFrame>
  );
}
