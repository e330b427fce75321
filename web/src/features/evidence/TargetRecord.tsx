import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EvidenceTarget } from '@primum/core/evidence/evidence'
import { lifecycleStages } from '@primum/core/lifecycle/stages'
import { label, t } from '../../lib/messages/messages.ts'
import { formatDay } from '../../lib/format.ts'
import { AiSystemSelect } from '../ai-systems/AiSystemSelect.tsx'
import { assessmentsQuery } from '../assessments/queries.ts'
import { ControlSelect } from '../controls/ControlSelect.tsx'
import { RequirementSelect } from '../controls/RequirementSelect.tsx'
import { findingsQuery } from '../findings/queries.ts'
import { incidentsQuery } from '../incidents/queries.ts'
import { obligationsQuery } from '../law/queries.ts'

type Field = {
  value: string | null
  error: string | undefined
  onChange: (id: string | null) => void
}
type Choices = { value: string; label: string }[] | undefined

/** The record that evidence speaks for, chosen by its name. */
export function TargetRecord(props: {
  type: EvidenceTarget
  aiSystemId: string | null
  field: Field
}) {
  const { type, field } = props
  const aiSystemId = props.aiSystemId ?? ''
  switch (type) {
    case 'requirement':
      return (
        <RequirementSelect
          value={field.value ?? ''}
          taken={[]}
          error={field.error}
          onChange={field.onChange}
        />
      )
    case 'control':
      return <ControlSelect label={label('evidenceTarget', type)} required {...field} />
    case 'obligation':
      return <ObligationSelect aiSystemId={aiSystemId} field={field} />
    case 'gate':
      return (
        <RecordSelect
          type="gate"
          field={field}
          choices={lifecycleStages.map((value) => ({ value, label: label('stage', value) }))}
        />
      )
    case 'assessment':
      return <AssessmentSelect aiSystemId={aiSystemId} field={field} />
    case 'ai-system':
      return <AiSystemSelect label={label('evidenceTarget', type)} required {...field} />
    case 'finding':
      return <FindingSelect field={field} />
    case 'incident':
      return <IncidentSelect field={field} />
  }
}

function RecordSelect(props: { type: EvidenceTarget; field: Field; choices: Choices }) {
  return (
    <Select
      label={label('evidenceTarget', props.type)}
      required
      searchable
      limit={200}
      nothingFoundMessage={t('common.nothingFound')}
      data={props.choices ?? []}
      {...props.field}
    />
  )
}

function ObligationSelect({ aiSystemId, field }: { aiSystemId: string; field: Field }) {
  // One requirement can bind by several rules, and is chosen once.
  const items = useQuery(obligationsQuery(aiSystemId)).data?.items ?? []
  const choices = [...new Map(items.map((each) => [each.id, each])).values()].map(
    ({ id, title }) => ({ value: id, label: `${id} ${title}` }),
  )
  return <RecordSelect type="obligation" field={field} choices={choices} />
}

function AssessmentSelect({ aiSystemId, field }: { aiSystemId: string; field: Field }) {
  const choices = useQuery(assessmentsQuery(aiSystemId)).data?.items.map((each) => ({
    value: each.id,
    label: `${label('assessmentKind', each.kind)}, ${formatDay(each.createdAt)}`,
  }))
  return <RecordSelect type="assessment" field={field} choices={choices} />
}

function FindingSelect({ field }: { field: Field }) {
  const choices = useQuery(findingsQuery({})).data?.items.map(({ id, reference, title }) => ({
    ...{ value: id, label: `${reference} ${title}` },
  }))
  return <RecordSelect type="finding" field={field} choices={choices} />
}

function IncidentSelect({ field }: { field: Field }) {
  const query = useQuery(incidentsQuery({ limit: 200 }))
  const choices = query.data?.items.map(({ id, number, title }) => ({
    ...{ value: id, label: `${number} ${title}` },
  }))
  return <RecordSelect type="incident" field={field} choices={choices} />
}
