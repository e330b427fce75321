import { Select, Stack } from '@mantine/core'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { Judgement } from '@primum/core/validation/judge-criteria'
import { t } from '../../lib/messages/messages.ts'
import { readText, useUrlState } from '../../lib/url-state.ts'
import { BurdenPanel } from './BurdenPanel.tsx'
import { CurvesPanel } from './CurvesPanel.tsx'
import { DatasetPanel } from './DatasetPanel.tsx'
import { DriftReportPanel } from './DriftReportPanel.tsx'
import { EstimatedPanel } from './EstimatedPanel.tsx'
import { FairnessPanel } from './FairnessPanel.tsx'
import { GroupsPanel } from './GroupsPanel.tsx'
import { LeadTimePanel } from './LeadTimePanel.tsx'
import { OverallPanel } from './OverallPanel.tsx'
import { RecalibrationPanel } from './RecalibrationPanel.tsx'
import { ThresholdsPanel } from './ThresholdsPanel.tsx'
import { TogetherPanel } from './TogetherPanel.tsx'
import { VerdictPanel } from './VerdictPanel.tsx'
import type { Sample } from './VerdictPanel.tsx'

type Props = {
  report: EvaluationReport
  judgement: Judgement
  sample: Sample | null
  threshold: number | null
}

/** A whole report: the verdict first, then what it rests on, then what else the data show. */
export function ReportView({ report, judgement, sample, threshold: primary }: Props) {
  const [{ at }, change] = useUrlState((raw) => ({ at: readText(raw['at']) }))
  const asked = report.thresholds.find((each) => String(each) === at)
  const threshold = asked ?? primary ?? report.thresholds[0]
  const looked = threshold === undefined ? {} : { threshold }
  const picker =
    report.thresholds.length < 2 ? null : (
      <Select
        label={t('results.lookAt')}
        allowDeselect={false}
        w={200}
        data={report.thresholds.map(String)}
        value={String(threshold)}
        onChange={(next) => change({ at: next })}
      />
    )
  return (
    <Stack gap="lg">
      <VerdictPanel report={report} judgement={judgement} sample={sample} />
      <OverallPanel report={report} />
      <ThresholdsPanel report={report} picker={picker} {...looked} />
      <BurdenPanel report={report} {...looked} />
      <EstimatedPanel estimated={report.estimated} />
      <CurvesPanel report={report} {...looked} />
      <GroupsPanel report={report} {...looked} />
      <FairnessPanel report={report} {...looked} />
      <LeadTimePanel leadTime={report.leadTime} />
      <DriftReportPanel drift={report.drift} />
      <TogetherPanel drift={report.drift?.multivariate} />
      <RecalibrationPanel suggestion={report.overall.recalibration} />
      <DatasetPanel report={report} />
    </Stack>
  )
}
