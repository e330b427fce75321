import { Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { formatDay, formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TargetName } from '../evidence/TargetName.tsx'
import { AnswerPanel } from './AnswerPanel.tsx'
import { askedWords } from './asked.ts'
import { cancelRequest, requestQuery } from './queries.ts'
import type { EvidenceRequest } from './queries.ts'
import { RequestTags } from './RequestTags.tsx'

export function EvidenceRequestPage() {
  const query = useQuery(requestQuery(usePathPart('requestId')))
  return (
    <Loaded query={query} height={320} heading={t('evidenceRequest.request')}>
      {(request) => (
        <>
          <PageHeader
            title={request.title}
            purpose={t('evidenceRequest.onePurpose')}
            guide="evidence"
            crumbs={[
              { title: t('evidence.title'), to: paths.evidence },
              { title: t('evidenceRequest.title'), to: paths.evidenceRequests },
            ]}
            badges={
              <>
                <RequestTags {...request} />
                {request.aiSystem?.synthetic ? (
                  <Tag tone="info" icon="flask">
                    {t('common.synthetic')}
                  </Tag>
                ) : null}
              </>
            }
            {...(request.state === 'open' ? { actions: <CancelAction id={request.id} /> } : {})}
          />
          <Stack gap="lg" maw={820}>
            <Panel title={t('evidenceRequest.wanted')}>
              <Text className="prewrap">{request.description}</Text>
              <Facts facts={factsOf(request)} />
            </Panel>
            {request.state === 'open' ? <AnswerPanel request={request} /> : null}
          </Stack>
        </>
      )}
    </Loaded>
  )
}

function CancelAction({ id }: { id: string }) {
  const refusal = useRefusal('evidence.request')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <ActionButton variant="default" refusal={refusal} onClick={open}>
        {t('evidenceRequest.cancel')}
      </ActionButton>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('evidenceRequest.cancel')}
        consequence={t('evidenceRequest.cancelAbout')}
        confirm={t('evidenceRequest.cancel')}
        act={async (reason) => {
          await cancelRequest(id, reason)
          notifyDone(t('evidenceRequest.cancelled'))
        }}
      />
    </>
  )
}

function factsOf(request: EvidenceRequest): Fact[] {
  const { target, aiSystem, evidence, closedBy, closedAt, cancellationReason } = request
  const facts: Fact[] = [
    [t('evidenceRequest.asked'), askedWords(request.askedOf)],
    [t('findings.due'), t('evidenceRequest.dueDay', { day: formatDay(request.dueOn) })],
  ]
  if (target !== null) {
    const name = <TargetName key="target" target={target} aiSystem={aiSystem} />
    facts.push([label('evidenceTarget', target.type), name])
  }
  if (aiSystem !== null && target?.type !== 'ai-system') {
    const to = paths.aiSystem(aiSystem.id)
    facts.push([
      t('evidence.system'),
      <Go key="system" to={to}>
        {aiSystem.name}
      </Go>,
    ])
  }
  const asked = { name: request.createdBy.name, at: formatTime(request.createdAt) }
  facts.push([t('evidenceRequest.askedBy'), t('evidence.actBy', asked)])
  if (evidence !== null) {
    facts.push([
      t('evidenceRequest.answer'),
      <Go key="evidence" to={paths.evidenceItem(evidence.id)}>
        {evidence.title}
      </Go>,
    ])
  }
  if (cancellationReason !== null) {
    facts.push([t('evidenceRequest.whyCancelled'), cancellationReason])
  }
  if (closedBy !== null && closedAt !== null) {
    const by = { name: closedBy.name, at: formatTime(closedAt) }
    facts.push([label('evidenceRequestState', request.state), t('evidence.actBy', by)])
  }
  return facts
}
