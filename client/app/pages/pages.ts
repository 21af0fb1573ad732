// Which element shows which route, and what of the state it gets.
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { Route } from '../router.ts'
import type { Account, Model } from '../state/model.ts'
import type { Language, Words } from '../words/languages.ts'
import './activity-page.ts'
import './data-page.ts'
import './granted-page.ts'
import './month-page.ts'
import './request-page.ts'
import './sharing-page.ts'
import './you-page.ts'

/** What a page may be drawn from. */
export interface View {
  readonly model: Model
  readonly account: Account
  readonly words: Words
  readonly language: Language
  readonly now: number
  /** The root of this server. */
  readonly home: string
}

type RouteTo<P extends Route['page']> = Extract<Route, { page: P }>

type Pages = {
  readonly [P in Route['page']]: (view: View, route: RouteTo<P>) => TemplateResult
}

const pages: Pages = { sharing, request, granted, data, month, activity, you }

/** The page of the route in the model. */
export function pageOf(view: View): TemplateResult {
  // The compiler cannot see that a page and its own route belong together.
  const draw = pages[view.model.route.page] as (view: View, route: Route) => TemplateResult
  return draw(view, view.model.route)
}

function sharing({ model, words, language, now }: View, { tab }: RouteTo<'sharing'>) {
  return html`<sharing-page
    .words=${words}
    .language=${language}
    .tab=${tab}
    .requests=${model.requests}
    .grants=${model.grants}
    .log=${model.log}
    .busy=${model.busy}
    .now=${now}
  ></sharing-page>`
}

function request({ model, words, language, now }: View, { id }: RouteTo<'request'>) {
  return html`<request-page
    .words=${words}
    .language=${language}
    .requestId=${id}
    .requests=${model.requests}
    .folders=${model.folders}
    .readings=${model.readings}
    .busy=${model.busy}
    .now=${now}
  ></request-page>`
}

function granted({ model, words, language }: View, { id }: RouteTo<'granted'>) {
  return html`<granted-page
    .words=${words}
    .language=${language}
    .grantId=${id}
    .grants=${model.grants}
  ></granted-page>`
}

function data({ model, words, language }: View) {
  return html`<data-page
    .words=${words}
    .language=${language}
    .folders=${model.folders}
    .imported=${model.imported}
  ></data-page>`
}

function month({ model, words, language }: View, { url }: RouteTo<'month'>) {
  return html`<month-page
    .words=${words}
    .language=${language}
    .url=${url}
    .contents=${model.readings.get(url)}
  ></month-page>`
}

function activity({ model, account, words, language, now }: View, { grant }: RouteTo<'activity'>) {
  return html`<activity-page
    .words=${words}
    .language=${language}
    .log=${model.log}
    .grants=${model.grants}
    .grant=${grant}
    .webId=${account.session.webId}
    .mediator=${account.profile.mediator}
    .now=${now}
  ></activity-page>`
}

function you({ model, account, words, language, home }: View) {
  return html`<you-page
    .home=${home}
    .words=${words}
    .language=${language}
    .account=${account}
    .busy=${model.busy}
  ></you-page>`
}
