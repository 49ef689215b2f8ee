import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/problem';

interface Options<T> {
  done?: (answer: T) => void;
  /** Said when it worked; "saved" without. */
  said?: string;
}

/** Nothing is done yet: the command waits for somebody's agreement. */
const isHeld = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'approval_id' in answer;

/**
 * A command with its own Idempotency-Key: sending the same form twice does it once; after success the next one is new.
 * Every figure is derived from the same facts, so success asks all open queries anew.
 */
export function useCommand<V, T>(send: (value: V, key: string) => Promise<T>, { done, said }: Options<T> = {}) {
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { message } = App.useApp();
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (value: V) => send(value, key),
    onSuccess: (answer) => {
      setKey(crypto.randomUUID());
      void queries.invalidateQueries();
      void message.success(isHeld(answer) ? t('app.form.held') : (said ?? t('app.form.saved')));
      done?.(answer);
    },
    onError: (error) => {
      // The server answered and did nothing: a corrected form is another command.
      if (error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500) setKey(crypto.randomUUID());
    },
  });
  return mutation;
}
