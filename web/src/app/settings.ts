import { useSyncExternalStore } from 'react';

export type Language = 'zh-CN' | 'en-US';
export type Theme = 'light' | 'dark';

interface Settings {
  language: Language;
  theme: Theme;
}

const key = 'tandem.settings';
const listeners = new Set<() => void>();
let settings = stored();

function stored(): Settings {
  const first: Settings = { language: 'zh-CN', theme: window.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light' };
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Settings>;
    return {
      language: kept.language === 'en-US' || kept.language === 'zh-CN' ? kept.language : first.language,
      theme: kept.theme === 'dark' || kept.theme === 'light' ? kept.theme : first.theme,
    };
  } catch {
    return first;
  }
}

export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  localStorage.setItem(key, JSON.stringify(settings));
  for (const listener of listeners) listener();
}

export const currentLanguage = (): Language => settings.language;

/** Language and theme of this browser; kept between visits. */
export function useSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => settings,
  );
}
