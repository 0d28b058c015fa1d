import { useTitle } from '../components/arrival';
import { ButtonLink } from '../components/button';
import { Empty } from '../components/empty';
import { t } from '../i18n/index';
import { links } from '../shared/links';

/** The page for addresses and records that do not exist. */
export function NotFound() {
  useTitle(t('state.missing.title'));
  return (
    <Empty
      heading="h1"
      title={t('state.missing.title')}
      actions={
        <>
          <ButtonLink href={links.home}>{t('state.missing.home')}</ButtonLink>
          <ButtonLink look="plain" href={links.agenda}>
            {t('state.missing.agenda')}
          </ButtonLink>
        </>
      }
    >
      {t('state.missing.text')}
    </Empty>
  );
}
