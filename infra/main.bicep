targetScope = 'resourceGroup'

metadata description = 'The refund agent on Azure: one function app, one identity, one storage account, no key anywhere.'

import { ApiKey, Helpdesk, StandardWebhook, StripeWebhook } from 'modules/app.bicep'
import { ModelDeployment, ModelUse } from 'modules/model.bicep'

@description('Name of this environment; it makes the resources\' names differ from those of another.')
@minLength(3)
@maxLength(11)
param environmentName string

@description('Region of every resource.')
param location string = resourceGroup().location

@description('Who is told when an alert fires.')
param alertEmail string

@description('A person who may use storage and the model from a laptop; empty for nobody.')
param developerPrincipalId string = ''

@description('Callers of the API; nobody can call it while this is empty.')
param apiKeys ApiKey[] = []

@description('The sender of Standard Webhooks events; null refuses them. Put its secret into the vault as standard-webhook-secret first.')
param standardWebhook StandardWebhook?

@description('Helpdesks that tickets come from. Put the secrets of each into the vault as helpdesk-NAME-secret and helpdesk-NAME-token first.')
param helpdesks Helpdesk[] = []

@description('The Stripe account that reports events; null refuses them. Put its signing secret into the vault as stripe-webhook-secret first.')
param stripeWebhook StripeWebhook?

@description('When the learner runs (six-field cron, seconds first) and after which silence somebody is told.')
param learning { schedule: string, silentAfter: 'PT1H' | 'PT2H' | 'PT3H' | 'PT6H' | 'P1D' } = {
  schedule: '0 */15 * * * *'
  silentAfter: 'PT1H'
}

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

@description('How many copies of the data Azure keeps, and where.')
param storageRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionInDays int = 30

@description('Memory of an instance and how many there may be.')
param scale { instanceMemoryMB: 512 | 2048 | 4096, maximumInstanceCount: int } = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 40
}

var token = toLower(uniqueString(resourceGroup().id, environmentName))
var tags = { 'azd-env-name': environmentName }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-refund-${token}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    names: { workspace: 'log-refund-${token}', insights: 'appi-refund-${token}' }
    location: location
    tags: tags
    retentionInDays: logRetentionInDays
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    redundancy: storageRedundancy
    logsId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  params: { name: 'kv-${token}', location: location, tags: tags }
}

module chat 'modules/model.bicep' = if (useModel) {
  params: { name: 'oai-refund-${token}', location: location, tags: tags, deployment: model }
}

module appAccess 'modules/access.bicep' = {
  params: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    storage: {
      name: storage.outputs.name
      roles: ['Storage Blob Data Owner', 'Storage Queue Data Contributor', 'Storage Table Data Contributor']
    }
    insights: { name: monitoring.outputs.insightsName, roles: ['Monitoring Metrics Publisher'] }
    vault: { name: vault.outputs.name, roles: ['Key Vault Secrets User'] }
    model: useModel ? { name: chat!.outputs.name, roles: ['Cognitive Services OpenAI User'] } : null
  }
}

module developerAccess 'modules/access.bicep' = if (!empty(developerPrincipalId)) {
  params: {
    principalId: developerPrincipalId
    principalType: 'User'
    storage: {
      name: storage.outputs.name
      roles: ['Storage Blob Data Owner', 'Storage Queue Data Contributor', 'Storage Table Data Contributor']
    }
    insights: { name: monitoring.outputs.insightsName, roles: [] }
    vault: { name: vault.outputs.name, roles: [] }
    model: useModel ? { name: chat!.outputs.name, roles: ['Cognitive Services OpenAI User'] } : null
  }
}

module app 'modules/app.bicep' = {
  params: {
    names: { plan: 'plan-refund-${token}', app: 'func-refund-${token}' }
    location: location
    tags: tags
    identity: { id: identity.id, clientId: identity.properties.clientId }
    storageEndpoints: storage.outputs.endpoints
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    vaultUri: vault.outputs.uri
    model: useModel ? { endpoint: chat!.outputs.endpoint, deployment: chat!.outputs.deployment, use: modelUse } : null
    learningSchedule: learning.schedule
    reconcileSchedule: reconcileSchedule
    apiKeys: apiKeys
    standardWebhook: standardWebhook
    helpdesks: helpdesks
    stripeWebhook: stripeWebhook
    paymentsProvider: paymentsProvider
    repliesLanguage: repliesLanguage
    repliesDirectory: repliesDirectory
    decisionTimeLimit: decisionTimeLimit
    scale: scale
  }
  // The host reads storage and resolves vault references as it starts; without its roles it would start broken.
  dependsOn: [appAccess]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    suffix: token
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    insightsId: monitoring.outputs.insightsId
    poisonQueues: storage.outputs.poisonQueues
    learnerSilentAfter: learning.silentAfter
  }
}

@description('Name of the function app.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name

@description('Name of the vault that secrets go into.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('Name of the storage account.')
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name

@description('Where the agent answers.')
output AGENT_BASE_URL string = app.outputs.baseUrl
