import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { Page } from '../../ui/DataTable';

export type Message = Schemas['Message'];
export type MessageState = Schemas['MessageState'];
export type MailWishes = Schemas['MailWishes'];

export const messages = (filter: { state?: MessageState }, { limit, cursor }: Page) =>
  queryOptions({
    queryKey: ['messages', filter, limit, cursor],
    queryFn: () => read(api.GET('/messages', { params: { query: { ...filter, limit, cursor } } })),
  });

const of = (id: string) => ({ path: { id }, header: asked });
export const resendMessage = (id: string) => read(api.POST('/messages/{id}/resend', { params: of(id) }));
export const cancelMessage = (id: string) => read(api.POST('/messages/{id}/cancel', { params: of(id) }));

export const myMail = queryOptions({ queryKey: ['my-mail'], queryFn: () => read(api.GET('/me/mail')) });
export const changeMyMail = (body: { language: MailWishes['language']; reminders: boolean }) =>
  read(api.PUT('/me/mail', { body, params: { header: asked } }));
