import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';

export type Task = Schemas['Task'];
export type Outcome = Schemas['Outcome'];

export const today = queryOptions({ queryKey: ['today'], queryFn: () => read(api.GET('/today')) });

export type TaskDone = paths['/tasks/{id}/done']['post']['requestBody']['content']['application/json'];

export const taskDone = (id: string, body: TaskDone) =>
  read(api.POST('/tasks/{id}/done', { body, params: { path: { id }, header: asked } }));

export const runDayEnd = (date: string) => read(api.POST('/day-end', { body: { date }, params: { header: asked } }));

export const job = (id: string) =>
  queryOptions({ queryKey: ['job', id], queryFn: () => read(api.GET('/jobs/{id}', { params: { path: { id } } })) });
