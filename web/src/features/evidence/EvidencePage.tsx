import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { DescribeDialog } from './DescribeDialog.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { sourcePath } from './evidence-words.ts'
import { FreshnessTag, HeldTag } from './EvidenceTags.tsx'
import { KeepingPanel } from './KeepingPanel.tsx'
import { LinksPanel } from './LinksPanel.tsx'
import { evidenceQuery } from './queries.ts'
import type { Evidence } from './queries.ts'
import { VersionDialog } from './VersionDialog.tsx'
import { VersionsPanel } from './VersionsPanel.tsx'

export function EvidencePage() {
  const query = useQuery(evidenceQuery(usePathPart('evidenceId')))
  return (
    <Loaded query={query} height={400} heading={t('evidence.name')}>
      {(evidence) => <EvidenceView key={evidence.id} evidence={evidence} />}
    </Loaded>
  )
}

function EvidenceView({ evidence }: { evidence: Evidence }) {
  const manage = useRefusal('evidence.manage')
  const [asked, setAsked] = useState<'version' | 'describe' | null>(null)
  const { title, freshness, hold, withdrawn, versionCount } = evidence
  const refusal = manage ?? (withdrawn === null ? null : t('evidence.isWithdrawn'))
  const close = () => setAsked(null)
  return (
    <>
      <PageHeader
        title={title}
        purpose={t('evidence.piecePurpose')}
        guide="evidence"
        crumbs={[{ title: t('evidence.title'), to: paths.evidence }]}
        badges={
          <>
            <FreshnessTag state={freshness.state} />
            <HeldTag hold={hold} />
          </>
        }
        actions={
          <ActionButton refusal={refusal} onClick={() => setAsked('version')}>
            {t(versionCount === 0 ? 'evidence.handOver' : 'evidence.handOverNew')}
          </ActionButton>
        }
      />
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
          <Panel
            title={t('evidence.about')}
            action={
              <ActionButton
                variant="default"
                refusal={refusal}
                onClick={() => setAsked('describe')}
              >
                {t('common.edit')}
              </ActionButton>
            }
          >
            {evidence.description === '' ? null : (
              <Text className="prewrap">{evidence.description}</Text>
            )}
            <Facts facts={factsOf(evidence)} />
          </Panel>
          <KeepingPanel evidence={evidence} />
        </SimpleGrid>
        <VersionsPanel key={`versions-${evidence.revision}`} id={evidence.id} />
        <LinksPanel evidence={evidence} />
      </Stack>
      {asked === 'version' ? <VersionDialog evidence={evidence} onClose={close} /> : null}
      {asked === 'describe' ? <DescribeDialog evidence={evidence} onClose={close} /> : null}
    </>
  )
}

function factsOf({ freshness, owner, reviewMonths, ...evidence }: Evidence): Fact[] {
  const { kind, origin, source, createdBy, createdAt } = evidence
  const by = { name: createdBy.name, at: formatTime(createdAt) }
  return [
    [t('evidence.why'), withDays(freshness.reason)],
    [t('evidence.kind'), label('evidenceKind', kind)],
    [t('evidence.owner'), owner?.name ?? t('findings.noOwner')],
    [
      t('evidence.reviewMonths'),
      reviewMonths === null ? t('evidence.noReview') : `${reviewMonths}${t('evidence.months')}`,
    ],
    [
      t('evidence.origin'),
      source === null ? (
        label('evidenceOrigin', origin)
      ) : (
        <SourceWords key="source" source={source} />
      ),
    ],
    [t('evidence.filed'), t('evidence.actBy', by)],
  ]
}

function SourceWords({ source }: { source: NonNullable<Evidence['source']> }) {
  const words = t('evidence.madeFrom', { record: label('evidenceSource', source.type) })
  const to = sourcePath(source)
  return to === null ? <>{words}</> : <Go to={to}>{words}</Go>
}
