import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type OrderRow = Schemas['OrderRow'];
export type OrderBody = paths['/orders']['post']['requestBody']['content']['application/json'];
export type DeliveryBody = paths['/orders/{id}/deliveries']['post']['requestBody']['content']['application/json'];
export type OrderFilter = NonNullable<paths['/orders']['get']['parameters']['query']>;

const money = (key: string) => ({ ...asked, 'Idempotency-Key': key });

export const orders = (filter: OrderFilter, page: Page) =>
  queryOptions({
    queryKey: ['orders', filter, page],
    queryFn: () => read(api.GET('/orders', { params: { query: { ...filter, ...page } } })),
  });

export const order = (id: string) =>
  queryOptions({ queryKey: ['order', id], queryFn: () => read(api.GET('/orders/{id}', { params: { path: { id } } })) });

export const placeOrder = (body: OrderBody, key: string) => read(api.POST('/orders', { body, params: { header: money(key) } }));
export const deliverOrder = (id: string, body: DeliveryBody, key: string) =>
  read(api.POST('/orders/{id}/deliveries', { body, params: { path: { id }, header: money(key) } }));
export const closeOrder = (id: string, reason: string, key: string) =>
  read(api.POST('/orders/{id}/close', { body: { reason }, params: { path: { id }, header: money(key) } }));
export const cancelOrder = (id: string, reason: string, key: string) =>
  read(api.POST('/orders/{id}/cancel', { body: { reason }, params: { path: { id }, header: money(key) } }));
