import { Anchor, Stack, Text } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'

const sections = [
  'worklist',
  'ai-systems',
  'risk-and-impact',
  'lifecycle',
  'versions',
  'validation',
  'monitoring',
  'incidents',
  'findings',
  'law',
  'frameworks',
  'content-releases',
  'controls',
  'statements',
  'gap-assessments',
  'obligations',
  'evidence',
  'ledger',
  'settings',
] as const

export function GuidePage() {
  const { hash } = useLocation()
  useEffect(() => {
    document.getElementById(hash)?.scrollIntoView()
  }, [hash])
  return (
    <>
      <PageHeader title={t('guide.title')} purpose={t('guide.purpose')} guide="" />
      <Stack maw={760}>
        {sections.map((section) => (
          <div key={section} id={section} style={{ scrollMarginTop: 72 }}>
            <Panel title={t(`guide.section.${section}`)}>
              <Text>{t(`guide.${section}`)}</Text>
            </Panel>
          </div>
        ))}
        <Text>
          {t('guide.api')} <Anchor href="/api/docs">{t('guide.apiLink')}</Anchor>.
        </Text>
      </Stack>
    </>
  )
}
