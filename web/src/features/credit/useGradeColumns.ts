import { useTranslation } from 'react-i18next';
import { formatHundredths } from '../../format/money';
import type { Listed } from '../../ui/RowsTable';
import type { Run } from './assessmentQueries';
import type { RunLine } from './runQueries';

/** From which grade to which, with the score, and what made the difference: of a trial and of a run. */
export function useGradeColumns(): Listed<Run['rows'][number] | RunLine>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'change',
      title: t('assessment.change'),
      look: ({ outcome }) => (outcome === 'worse' ? 'bad' : outcome === 'better' ? 'good' : undefined),
      render: ({ grade, grade_after, outcome }) => (grade_after ? `${grade ?? '–'} → ${grade_after}` : t(`run.outcome.${outcome}`)),
    },
    {
      key: 'score',
      title: t('assessment.score'),
      align: 'end',
      card: 'figure',
      render: ({ score_x100 }) => (score_x100 === null ? '–' : formatHundredths(score_x100)),
    },
    {
      key: 'moved',
      title: t('assessment.moved'),
      wrap: true,
      card: 'wide',
      render: ({ refused, moved, outcome }) => refused ?? (moved.join(' · ') || t(`run.outcome.${outcome}`)),
    },
  ];
}
