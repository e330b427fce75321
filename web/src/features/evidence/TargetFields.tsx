import { Select } from '@mantine/core'
import { evidenceTargets } from '@primum/core/evidence/evidence'
import type { EvidenceTarget } from '@primum/core/evidence/evidence'
import type { ProblemError } from '@primum/client'
import { label, t } from '../../lib/messages/messages.ts'
import { fieldError } from '../../lib/use-form.ts'
import { AiSystemSelect } from '../ai-systems/AiSystemSelect.tsx'
import { noTarget, needsSystem } from './target-values.ts'
import type { TargetValues } from './target-values.ts'
import { TargetRecord } from './TargetRecord.tsx'

type Props = {
  value: TargetValues
  onChange: (value: TargetValues) => void
  problem: ProblemError | null
  required?: boolean
}

/** What evidence speaks for: of which type, of which AI system, and which record. */
export function TargetFields({ value, onChange, problem, required = false }: Props) {
  const error = (name: string) => fieldError(problem, name) ?? fieldError(problem, `target.${name}`)
  return (
    <>
      <Select
        label={t('evidence.speaksFor')}
        placeholder={t('evidence.nothingInParticular')}
        required={required}
        clearable={!required}
        data={evidenceTargets.map((each) => ({
          value: each,
          label: label('evidenceTarget', each),
        }))}
        value={value.type}
        error={error('type')}
        onChange={(type) => onChange({ ...noTarget, type: type as EvidenceTarget | null })}
      />
      {needsSystem(value.type) ? (
        <AiSystemSelect
          label={t('evidence.system')}
          required
          value={value.aiSystemId}
          error={error('aiSystemId')}
          onChange={(aiSystemId) => onChange({ ...value, id: '', aiSystemId })}
        />
      ) : null}
      {value.type === null || (needsSystem(value.type) && value.aiSystemId === null) ? null : (
        <TargetRecord
          key={`${value.type} ${value.aiSystemId}`}
          type={value.type}
          aiSystemId={value.aiSystemId}
          field={{
            value: value.id === '' ? null : value.id,
            error: error('id'),
            onChange: (id) => onChange({ ...value, id: id ?? '' }),
          }}
        />
      )}
    </>
  )
}
