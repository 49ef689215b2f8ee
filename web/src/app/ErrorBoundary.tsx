import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { ErrorBox } from '../ui/ErrorBox';

interface Props {
  children: ReactNode;
}

/** What a page throws stays on that page: the shell lives on, and "try again" asks anew. */
export function ErrorBoundary({ children }: Props) {
  return <QueryErrorResetBoundary>{({ reset }) => <Boundary onReset={reset}>{children}</Boundary>}</QueryErrorResetBoundary>;
}

class Boundary extends Component<Props & { onReset: () => void }, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  retry = () => {
    this.props.onReset();
    this.setState({ error: undefined });
  };

  override render() {
    return this.state.error ? <ErrorBox error={this.state.error} onRetry={this.retry} page /> : this.props.children;
  }
}
