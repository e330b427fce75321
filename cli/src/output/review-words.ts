import type { ReviewReport, ReviewSegment } from '@primum/core/evaluation/review-report'
import {
  estimates,
  named,
  noteWords,
  sectionWords,
  stateWords,
  valueAndInterval,
} from './estimate-words.ts'
import { table } from './table.ts'
import { count, plural } from './words.ts'

/** The report of reviews for people. */
export function reviewWords(report: ReviewReport): string {
  return sectionWords([
    ['Dataset', datasetWords(report)],
    ['Findings', findingWords(report.overall)],
    ['Ratings', ratingWords(report.overall)],
    ['Drafts and signed texts', editWords(report.overall)],
    ['Groups', groupWords(report)],
    ['Notes', noteWords(report.notes)],
  ])
}

function datasetWords({ dataset, overall }: ReviewReport): string {
  const { reviews, items, reviewers, patients } = overall
  if (items === 0) return `${dataset.name}: few items, so nothing is counted`
  const what = plural(items, 'item')
  const of = reviews === null ? `reviews of ${what}` : `${plural(reviews, 'review')} of ${what}`
  const about = patients === null ? '' : `, about ${plural(patients, 'patient')}`
  return `${dataset.name}: ${of}${about} by ${plural(reviewers, 'person', 'people')}`
}

function findingWords({ findings }: ReviewSegment): string | null {
  if (findings.length === 0) return null
  return table(findings, [
    { title: 'FINDING', value: ({ finding }) => named(finding) },
    { title: 'RATE (95 % INTERVAL)', value: ({ rate }) => valueAndInterval(rate) },
    { title: 'ITEMS', value: ({ rate: { n } }) => (n === 0 ? null : count(n)), align: 'right' },
    {
      title: 'TIES',
      value: ({ rate: { ties } }) => (ties === null ? null : count(ties)),
      align: 'right',
    },
    { title: "FLEISS' KAPPA", value: ({ rate }) => valueAndInterval(rate.agreement) },
    {
      title: "COHEN'S KAPPA",
      value: ({ cohensKappa }) => valueAndInterval(cohensKappa ?? undefined),
    },
    { title: '', value: ({ rate }) => (rate.state === 'ok' ? ' ' : stateWords(rate)) },
  ])
}

function ratingWords({ ratingAgreement }: ReviewSegment): string | null {
  if (ratingAgreement === null) return null
  const value = valueAndInterval(ratingAgreement)
  const words = value ?? stateWords(ratingAgreement)
  return `Cohen's kappa with quadratic weights, over ${plural(ratingAgreement.n, 'item')}: ${words}`
}

function editWords({ edits }: ReviewSegment): string | null {
  return edits === null ? null : estimates(edits)
}

function groupWords({ groups }: ReviewReport): string | null {
  if (groups.length === 0) return null
  const names = groups[0]!.findings.map(({ finding }) => finding)
  const rate = (index: number) => (group: ReviewSegment) =>
    valueAndInterval(group.findings[index]?.rate)
  return table(groups, [
    { title: 'ATTRIBUTE', value: ({ segment }) => segment.attribute },
    { title: 'GROUP', value: ({ segment }) => segment.value },
    { title: 'ITEMS', value: ({ items }) => (items === 0 ? null : count(items)), align: 'right' },
    ...names.map((name, index) => ({ title: named(name).toUpperCase(), value: rate(index) })),
    {
      title: '',
      value: ({ findings }) => {
        const weak = findings.find(({ rate: { state } }) => state !== 'ok')
        return weak === undefined ? ' ' : `not estimable: ${weak.rate.reason}`
      },
    },
  ])
}
