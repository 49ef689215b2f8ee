import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';

export type Task = Schemas['Task'];
export type Outcome = Schemas['Outcome'];

export const today = queryOptions({ queryKey: ['today'], queryFn: () => read(api.GET('/today')) });

export const taskDone = (id: string, body: { outcome: Outcome; note?: string }) =>
  read(api.POST('/tasks/{id}/done', { body, params: { path: { id }, header: asked } }));

export const runDayEnd = (date: string) => read(api.POST('/day-end', { body: { date }, params: { header: asked } }));

export const job = (id: string) =>
  queryOptions({ queryKey: ['job', id], queryFn: () => read(api.GET('/jobs/{id}', { params: { path: { id } } })) });
