import { Component, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../i18n/index';
import { reload } from '../update';
import { Button } from './button';
import { Empty } from './empty';

interface Props {
  /** The page's address: another one is tried anew. */
  path: string;
  children: ComponentChildren;
}

/** Returns what stands in for a page that cannot be shown: the way out. */
export function Failure() {
  const [isCutOff, setCutOff] = useState(false);
  return (
    <Empty
      heading="h1"
      icon="alert"
      title={t('state.error.title')}
      actions={
        <Button icon="refresh" onClick={() => void reload().then(served => setCutOff(!served))}>
          {t('app.reload')}
        </Button>
      }
    >
      <p role="status">{t(isCutOff ? 'state.error.cut_off' : 'state.error.text')}</p>
    </Empty>
  );
}

/** Shows a way out where a page failed to draw, instead of nothing at all. */
export class Guard extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  override componentDidCatch(): void {
    this.setState({ hasFailed: true });
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.hasFailed && before.path !== this.props.path) this.setState({ hasFailed: false });
  }

  override render() {
    return this.state.hasFailed ? <Failure /> : this.props.children;
  }
}
