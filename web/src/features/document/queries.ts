import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';

export type Note = Schemas['Note'];
export type Attachment = Schemas['Attachment'];
export type NewNote = Omit<paths['/notes']['post']['requestBody']['content']['application/json'], 'object'>;

export const notes = (object: string) =>
  queryOptions({
    queryKey: ['notes', object],
    queryFn: () => read(api.GET('/notes', { params: { query: { object, limit: 100 } } })),
  });

export const attachments = (object: string) =>
  queryOptions({
    queryKey: ['attachments', object],
    queryFn: () => read(api.GET('/attachments', { params: { query: { object } } })),
  });

export const writeNote = (object: string, body: NewNote) =>
  read(api.POST('/notes', { body: { ...body, object }, params: { header: asked } }));

export const voidNote = (id: string, reason: string) =>
  read(api.POST('/notes/{id}/void', { body: { reason }, params: { path: { id }, header: asked } }));

export const voidAttachment = (id: string, reason: string) =>
  read(api.POST('/attachments/{id}/void', { body: { reason }, params: { path: { id }, header: asked } }));

export const attach = (object: string, file: File) =>
  read(
    api.POST('/attachments', {
      params: { query: { object, filename: file.name }, header: asked },
      // The raw body, not multipart: the server reads it as it comes.
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
      headers: { 'Content-Type': file.type || 'application/octet-stream' },
    }),
  );

export const addressOf = ({ id }: Attachment) => `/api/v1/attachments/${id}`;
