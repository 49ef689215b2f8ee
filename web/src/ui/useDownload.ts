import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError, problemOf } from '../api/problem';
import { currentLanguage } from '../app/settings';

async function fetchFile(href: string): Promise<void> {
  const answer = await fetch(href, { headers: { 'Accept-Language': currentLanguage() } });
  if (!answer.ok) throw new ProblemError(problemOf(await answer.json().catch(() => undefined), answer.status));
  const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name ?? '';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Downloads a file; a refusal, such as the day's limit of rows, is said in words instead of a failed download. */
export function useDownload(): { download: (href: string) => void; busy: boolean } {
  const { message } = App.useApp();
  const { t } = useTranslation();
  const loading = useMutation({
    mutationFn: fetchFile,
    // What has no words of the server: it could not be reached, or broke.
    onError: (error) =>
      void message.error({
        content: error instanceof ProblemError && error.message ? error.message : t('app.error.offline'),
        duration: 12,
      }),
  });
  return { download: loading.mutate, busy: loading.isPending };
}
