import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { PageSkeleton } from '../ui/PageSkeleton';
import { Refusal } from '../ui/Refusal';
import { Guard } from './Guard';
import { Shell } from './Shell';

const LoginPage = lazy(() => import('../features/org/LoginPage'));
const SetupPage = lazy(() => import('../features/org/SetupPage'));
const WelcomePage = lazy(() => import('../features/access/WelcomePage'));
const UsersPage = lazy(() => import('../features/access/UsersPage'));
const MessagesPage = lazy(() => import('../features/message/MessagesPage'));
const MePage = lazy(() => import('../features/org/MePage'));
const DashboardPage = lazy(() => import('../features/insight/DashboardPage'));
const ReportsPage = lazy(() => import('../features/insight/ReportsPage'));
const ReportPage = lazy(() => import('../features/insight/ReportPage'));
const ReportRowsPage = lazy(() => import('../features/insight/ReportRowsPage'));
const ApprovalsPage = lazy(() => import('../features/approval/ApprovalsPage'));
const ApprovalPage = lazy(() => import('../features/approval/ApprovalPage'));
const TodayPage = lazy(() => import('../features/dunning/TodayPage'));
const PromisesPage = lazy(() => import('../features/dunning/PromisesPage'));
const ReceivablesPage = lazy(() => import('../features/receivable/ReceivablesPage'));
const OpenItemPage = lazy(() => import('../features/receivable/OpenItemPage'));
const InvoicesPage = lazy(() => import('../features/receivable/InvoicesPage'));
const InvoicePage = lazy(() => import('../features/receivable/InvoicePage'));
const CreditNotesPage = lazy(() => import('../features/receivable/CreditNotesPage'));
const AuditPage = lazy(() => import('../features/audit/AuditPage'));
const PeriodsPage = lazy(() => import('../features/receivable/PeriodsPage'));
const PoliciesPage = lazy(() => import('../features/policy/PoliciesPage'));
const PolicyPage = lazy(() => import('../features/policy/PolicyPage'));
const CreditNotePage = lazy(() => import('../features/receivable/CreditNotePage'));
const CustomersPage = lazy(() => import('../features/party/CustomersPage'));
const CustomerPage = lazy(() => import('../features/party/CustomerPage'));
const CustomerCreditPage = lazy(() => import('../features/credit/CustomerCreditPage'));
const ContractsPage = lazy(() => import('../features/contract/ContractsPage'));
const ContractPage = lazy(() => import('../features/contract/ContractPage'));
const OrdersPage = lazy(() => import('../features/order/OrdersPage'));
const OrderPage = lazy(() => import('../features/order/OrderPage'));
const SharedLimitPage = lazy(() => import('../features/credit/SharedLimitPage'));
const CreditPage = lazy(() => import('../features/credit/CreditPage'));
const ReceiptsPage = lazy(() => import('../features/cash/ReceiptsPage'));
const ReceiptPage = lazy(() => import('../features/cash/ReceiptPage'));
const ImportsPage = lazy(() => import('../features/importing/ImportsPage'));
const ImportPage = lazy(() => import('../features/importing/ImportPage'));

export function Pages() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route path="/login" element={<LoginPage />} />
        <Route path="/setup" element={<SetupPage />} />
        <Route path="/welcome" element={<WelcomePage />} />
        <Route element={<Guard />}>
          <Route element={<Shell />}>
            <Route path="/" element={null} />
            <Route path="/me" element={<MePage />} />
            <Route path="/dashboard" element={<DashboardPage />} />
            <Route path="/today" element={<TodayPage />} />
            <Route path="/promises" element={<PromisesPage />} />
            <Route path="/approvals" element={<ApprovalsPage />} />
            <Route path="/approvals/:id" element={<ApprovalPage />} />
            <Route path="/receivables" element={<ReceivablesPage />} />
            <Route path="/open-items/:id" element={<OpenItemPage />} />
            <Route path="/invoices" element={<InvoicesPage />} />
            <Route path="/invoices/:id" element={<InvoicePage />} />
            <Route path="/credit-notes" element={<CreditNotesPage />} />
            <Route path="/credit-notes/:id" element={<CreditNotePage />} />
            <Route path="/customers" element={<CustomersPage />} />
            <Route path="/customers/:id" element={<CustomerPage />} />
            <Route path="/credit/customers/:id" element={<CustomerCreditPage />} />
            <Route path="/contracts" element={<ContractsPage />} />
            <Route path="/contracts/:id" element={<ContractPage />} />
            <Route path="/orders" element={<OrdersPage />} />
            <Route path="/orders/:id" element={<OrderPage />} />
            <Route path="/credit/limits/:id" element={<SharedLimitPage />} />
            <Route path="/credit" element={<CreditPage />} />
            <Route path="/credit/:tab" element={<CreditPage />} />
            <Route path="/receipts" element={<ReceiptsPage />} />
            <Route path="/receipts/:id" element={<ReceiptPage />} />
            <Route path="/import" element={<ImportsPage />} />
            <Route path="/import/:id" element={<ImportPage />} />
            <Route path="/audit" element={<AuditPage />} />
            <Route path="/admin/users" element={<UsersPage />} />
            <Route path="/admin/messages" element={<MessagesPage />} />
            <Route path="/settings/periods" element={<PeriodsPage />} />
            <Route path="/settings/policies" element={<PoliciesPage />} />
            <Route path="/settings/policies/:name" element={<PolicyPage />} />
            <Route path="/reports" element={<ReportsPage />} />
            <Route path="/reports/:name" element={<ReportPage />} />
            <Route path="/reports/:name/rows" element={<ReportRowsPage />} />
            <Route path="*" element={<Refusal kind="notFound" />} />
          </Route>
        </Route>
      </Routes>
    </Suspense>
  );
}
