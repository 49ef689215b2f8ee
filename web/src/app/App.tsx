import { QueryCache, QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import { useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { statusOf } from '../api/problem';
import i18next from '../i18n';
import { Pages } from './Pages';
import { sessionQuery } from './session';
import { useSettings } from './settings';
import { themeOf } from './theme';
import 'dayjs/locale/zh-cn';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended elsewhere ends here too: the guard below sees it and asks for the password.
    onError: (error, query) => {
      if (statusOf(error) === 401 && query.queryKey[0] !== 'session') void queries.resetQueries({ queryKey: sessionQuery.queryKey });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && (statusOf(error) === 0 || (statusOf(error) ?? 0) >= 500),
    },
  },
});

export function App() {
  const { language, theme } = useSettings();
  return (
    <I18nextProvider i18n={i18next}>
      <ConfigProvider
        locale={language === 'zh-CN' ? zhCN : enUS}
        theme={themeOf(theme)}
        button={{ autoInsertSpace: false }}
        drawer={{ styles: { wrapper: { maxWidth: '100vw' } } }}
      >
        <AntApp className={`tandem ${theme}`}>
          <QueryClientProvider client={queries}>
            <FollowSettings />
            <BrowserRouter>
              <Pages />
            </BrowserRouter>
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </I18nextProvider>
  );
}

/** The document, the words and what the server words follow the language; the scroll bars follow the theme. */
function FollowSettings() {
  const { language, theme } = useSettings();
  const client = useQueryClient();
  useEffect(() => {
    document.documentElement.lang = language;
    dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
    if (i18next.language === language) return;
    void i18next.changeLanguage(language);
    void client.invalidateQueries();
  }, [language, client]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return null;
}
