targetScope = 'resourceGroup'

metadata description = 'The refund agent on Azure: one function app, one identity, one storage account, no key anywhere.'

import { Principal } from 'modules/access.bicep'
import { Limits } from 'modules/alerts.bicep'
import { ApiKey, Helpdesk, StandardWebhook, StripeWebhook } from 'modules/app.bicep'
import { Budget } from 'modules/budget.bicep'
import { ModelDeployment, ModelUse } from 'modules/model.bicep'
import { Profile } from 'profiles.bicep'

@description('Name of this environment; it makes the resources\' names differ from those of another.')
@minLength(3)
@maxLength(11)
param environmentName string

@description('Region of every resource.')
param location string = resourceGroup().location

@description('What kind of environment this is; profiles.bicep has two to choose from.')
param profile Profile

@description('Who is told when an alert fires or the budget is spent.')
param alertEmail string

@description('From where on alerts fire.')
param limits Limits = {
  refundsPerHour: 60
  refundsPerDay: 400
  sums: [
    { currency: 'EUR', perHour: 3000, perDay: 15000 }
    { currency: 'GBP', perHour: 3000, perDay: 15000 }
    { currency: 'USD', perHour: 3000, perDay: 15000 }
  ]
  failures: 5
  backlog: 100
  modelErrors: 10
  escalationRise: 20
  escalationMinimum: 20
  learnerSilentAfter: '1h'
}

@description('Where your copy of docs/operations.md is; every alert links to its part of it.')
param runbook string = 'docs/operations.md'

@description('What a month may cost; null tells nobody.')
param budget Budget?

@description('Who may work on storage, vault and model from outside: people, groups, a pipeline.')
param developers Principal[] = []

@description('Addresses that are let in where the network is private, as 203.0.113.7 or 203.0.113.0/24.')
param operatorAddresses string[] = []

@description('Addresses of the private network, /24 or larger; they may overlap no network that it is peered with.')
param networkAddresses string = '10.71.0.0/24'

@description('Id of a NAT gateway that the app calls out through, from a fixed address, where the network is private; null for none.')
param natGatewayId string?

@description('Callers of the API; nobody can call it while this is empty.')
param apiKeys ApiKey[] = []

@description('The sender of Standard Webhooks events; null refuses them. Put its secret into the vault as standard-webhook-secret first.')
param standardWebhook StandardWebhook?

@description('Helpdesks that tickets come from. Put the secrets of each into the vault as helpdesk-NAME-secret and helpdesk-NAME-token first.')
param helpdesks Helpdesk[] = []

@description('The Stripe account that reports events; null refuses them. Put its signing secret into the vault as stripe-webhook-secret first.')
param stripeWebhook StripeWebhook?

@description('When the learner runs: six-field cron, seconds first. limits.learnerSilentAfter should be at least three ticks.')
param learningSchedule string = '0 */15 * * * *'

@description('When open work is finished and compared with the payment provider: six-field cron, seconds first.')
param reconcileSchedule string = '0 */5 * * * *'

@description('Whether the agent has a chat model; without one it runs on its built-in precedent advisor.')
param useModel bool = true

@description('Which chat model, if any.')
param model ModelDeployment = { name: 'gpt-5-mini', version: '2025-08-07', capacity: 50 }

@description('How it is used. The defaults suit a reasoning model; thinking counts as output.')
param modelUse ModelUse = { reasoningEffort: 'low', maxOutputTokens: 4000, maxTokensPerDay: 0, learning: false }

@description('Provider that moves money. For stripe put its API key into the vault as stripe-api-key first.')
param paymentsProvider 'sandbox' | 'stripe' = 'sandbox'

@description('Language of replies where nothing says the one of the customer: a tag such as en or pt-BR.')
param repliesLanguage string = 'en'

@description('Folder of your own reply texts inside the deployed package; empty for those that come along.')
param repliesDirectory string = ''

@description('Time limit of one decision, as hours:minutes:seconds.')
param decisionTimeLimit string = '00:01:40'

@description('Settings of the app that have no parameter, by name, as { Payments__HardCapPerRefund__USD: \'500\' }. No secrets: those go into the vault.')
param moreSettings { *: string } = {}

var token = toLower(uniqueString(resourceGroup().id, environmentName))
var tags = { 'azd-env-name': environmentName }

/*
  Names and ids are written once and passed on as text: what a module returns is not known before the deployment, so what-if could neither
  find such a resource again nor compare it. What they leave unsaid, the order, stands in dependsOn.
*/
var names = {
  workspace: 'log-refund-${token}'
  insights: 'appi-refund-${token}'
  storage: 'st${token}'
  vault: 'kv-${token}'
  model: 'oai-refund-${token}'
  network: 'vnet-refund-${token}'
  probe: 'probe-refund-${token}'
}
var ids = {
  workspace: resourceId('Microsoft.OperationalInsights/workspaces', names.workspace)
  insights: resourceId('Microsoft.Insights/components', names.insights)
  storage: resourceId('Microsoft.Storage/storageAccounts', names.storage)
  vault: resourceId('Microsoft.KeyVault/vaults', names.vault)
  model: resourceId('Microsoft.CognitiveServices/accounts', names.model)
  appSubnet: resourceId('Microsoft.Network/virtualNetworks/subnets', names.network, 'app')
  probe: resourceId('Microsoft.Insights/webtests', names.probe)
}
var storageSuffix = environment().suffixes.storage
var reach = { network: profile.network, operatorAddresses: operatorAddresses }
var private = profile.network == 'private'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-refund-${token}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    names: { workspace: names.workspace, insights: names.insights }
    location: location
    tags: tags
    retentionInDays: profile.logRetentionDays
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: names.storage
    location: location
    tags: tags
    redundancy: profile.storageRedundancy
    reach: reach
    softDeleteDays: profile.softDeleteDays
    lock: profile.lock
    logsId: ids.workspace
  }
  dependsOn: [monitoring]
}

module vault 'modules/vault.bicep' = {
  params: {
    name: names.vault
    location: location
    tags: tags
    reach: reach
    purgeable: profile.purgeable
    softDeleteDays: profile.softDeleteDays
    lock: profile.lock
    logsId: ids.workspace
  }
  dependsOn: [monitoring]
}

module chat 'modules/model.bicep' = if (useModel) {
  params: { name: names.model, location: location, tags: tags, reach: reach, deployment: model }
}

var vaultZone = 'privatelink${replace(environment().suffixes.keyvaultDns, 'vault', 'vaultcore')}'
var endpoints = concat(
  [
    { key: 'blob', resourceId: ids.storage, group: 'blob', zone: 'privatelink.blob.${storageSuffix}' }
    { key: 'queue', resourceId: ids.storage, group: 'queue', zone: 'privatelink.queue.${storageSuffix}' }
    { key: 'table', resourceId: ids.storage, group: 'table', zone: 'privatelink.table.${storageSuffix}' }
    { key: 'vault', resourceId: ids.vault, group: 'vault', zone: vaultZone }
  ],
  useModel ? [{ key: 'model', resourceId: ids.model, group: 'account', zone: 'privatelink.openai.azure.com' }] : []
)

module network 'modules/network.bicep' = if (private) {
  params: {
    name: names.network
    suffix: token
    location: location
    tags: tags
    addresses: networkAddresses
    natGatewayId: natGatewayId
    endpoints: endpoints
  }
  dependsOn: [storage, vault, chat]
}

module appAccess 'modules/access.bicep' = {
  params: {
    principalId: identity.properties.principalId
    principalKey: identity.id
    principalType: 'ServicePrincipal'
    storage: {
      name: names.storage
      roles: ['Storage Blob Data Owner', 'Storage Queue Data Contributor', 'Storage Table Data Contributor']
    }
    insights: { name: names.insights, roles: ['Monitoring Metrics Publisher'] }
    vault: { name: names.vault, roles: ['Key Vault Secrets User'] }
    model: useModel ? { name: names.model, roles: ['Cognitive Services OpenAI User'] } : null
  }
  dependsOn: [monitoring, storage, vault, chat]
}

module developerAccess 'modules/access.bicep' = [for developer in developers: {
  params: {
    principalId: developer.principalId
    principalKey: developer.principalId
    principalType: developer.principalType
    storage: {
      name: names.storage
      roles: ['Storage Queue Data Contributor', 'Storage Table Data Contributor']
    }
    payloads: ['Storage Blob Data Contributor']
    insights: { name: names.insights, roles: [] }
    vault: { name: names.vault, roles: ['Key Vault Secrets Officer'] }
    model: useModel ? { name: names.model, roles: ['Cognitive Services OpenAI User'] } : null
  }
  dependsOn: [monitoring, storage, vault, chat]
}]

module app 'modules/app.bicep' = {
  params: {
    names: { plan: 'plan-refund-${token}', app: 'func-refund-${token}' }
    location: location
    tags: tags
    identity: { id: identity.id, clientId: identity.properties.clientId }
    storageEndpoints: {
      blob: 'https://${names.storage}.blob.${storageSuffix}/'
      queue: 'https://${names.storage}.queue.${storageSuffix}/'
      table: 'https://${names.storage}.table.${storageSuffix}/'
    }
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    vaultUri: 'https://${names.vault}${environment().suffixes.keyvaultDns}/'
    model: useModel ? { endpoint: chat!.outputs.endpoint, deployment: chat!.outputs.deployment, use: modelUse } : null
    learningSchedule: learningSchedule
    reconcileSchedule: reconcileSchedule
    apiKeys: apiKeys
    standardWebhook: standardWebhook
    helpdesks: helpdesks
    stripeWebhook: stripeWebhook
    paymentsProvider: paymentsProvider
    repliesLanguage: repliesLanguage
    repliesDirectory: repliesDirectory
    decisionTimeLimit: decisionTimeLimit
    moreSettings: moreSettings
    scale: profile.scale
    subnetId: private ? ids.appSubnet : null
  }
  // The host reads storage and resolves vault references as it starts; without its roles and its network it would start broken.
  dependsOn: [appAccess, network]
}

module probe 'modules/probe.bicep' = if (profile.probe) {
  params: {
    name: names.probe
    location: location
    tags: tags
    insightsId: ids.insights
    url: '${app.outputs.baseUrl}/api/health'
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    suffix: token
    location: location
    tags: tags
    email: alertEmail
    workspaceId: ids.workspace
    limits: limits
    runbook: runbook
    probe: profile.probe ? { id: ids.probe, insightsId: ids.insights } : null
  }
  dependsOn: [monitoring, probe]
}

module workbook 'modules/workbook.bicep' = {
  params: {
    name: guid(resourceGroup().id, environmentName)
    location: location
    tags: tags
    title: 'Refund agent ${environmentName}'
    workspaceId: ids.workspace
  }
  dependsOn: [monitoring]
}

module spending 'modules/budget.bicep' = if (budget != null) {
  params: { name: 'budget-refund-${token}', budget: budget!, email: alertEmail }
}

@description('Name of the function app.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name

@description('Name of the vault that secrets go into.')
output AZURE_KEY_VAULT_NAME string = names.vault

@description('Name of the storage account.')
output AZURE_STORAGE_ACCOUNT_NAME string = names.storage

@description('Where the agent answers.')
output AGENT_BASE_URL string = app.outputs.baseUrl
