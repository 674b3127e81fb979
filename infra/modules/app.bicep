metadata description = 'The function app on Flex Consumption, and every setting that it reads.'

import { ModelUse } from 'model.bicep'

@export()
@description('A caller of the API. Only the hash of its key is kept, here and everywhere.')
type ApiKey = {
  @description('Name that decisions and feedback are recorded under.')
  name: string

  @description('SHA-256 of the key, in hexadecimal.')
  @minLength(64)
  @maxLength(64)
  sha256: string

  @description('What the caller may do.')
  roles: ('system' | 'agent' | 'manager' | 'operator')[]

  @description('Tenants that the caller may act for.')
  tenants: string[]
}

@export()
@description('A helpdesk that sends Standard Webhooks events.')
type StandardWebhook = {
  @description('Tenant that its tickets belong to.')
  tenant: string

  @description('Whether it has checked who its customers are. Otherwise every payment to them waits for a person.')
  customersAuthenticated: bool
}

@export()
@description('A helpdesk that the agent reads and answers tickets in; its page in docs says which of these it needs.')
type Helpdesk = {
  @description('Ends the address of its webhook: lower-case letters and digits, a letter first.')
  @minLength(1)
  @maxLength(40)
  name: string

  @description('Which helpdesk, where the name does not say it.')
  kind: string?

  @description('Tenant that its tickets belong to.')
  tenant: string

  @description('Workspace, account or subdomain there.')
  account: string?

  @description('Where its API is, where that is not known.')
  baseUrl: string?

  @description('Who signs in, where its API wants a name beside the token.')
  user: string?

  @description('Whether it has checked who its customers are. Otherwise every payment to them waits for a person.')
  customersAuthenticated: bool

  @description('Whether the customer is answered, or the answer waits in a note for a person.')
  replies: 'send' | 'prepare'

  @description('Whether tickets of which no webhook told are looked for as well.')
  catchUp: bool

  @description('Who gets a case that a person has to decide.')
  assignTo: string?

  @description('People whose notes count, as 4711=mara, 4712=noor:manager.')
  reviewers: string?
}

@export()
@description('A Stripe account that reports disputes, fraud warnings and what becomes of refunds.')
type StripeWebhook = {
  @description('Tenant whose payments it takes.')
  tenant: string
}

@export()
@description('How large the app is and may grow.')
type Scale = {
  @description('Memory of an instance.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('Most instances at once.')
  @minValue(1)
  @maxValue(1000)
  maximumInstanceCount: int

  @description('HTTP requests that an instance works on at once before another one is started.')
  @minValue(1)
  @maxValue(1000)
  httpConcurrency: int

  @description('Instances that wait for HTTP requests all the time, so that no webhook meets a cold start; each is paid for.')
  @minValue(0)
  @maxValue(100)
  alwaysReadyForHttp: int

  @description('Whether instances stand in several zones. Azure then keeps two always ready for HTTP and for each queue and timer.')
  zoneRedundant: bool
}

@description('Names of the plan and of the app.')
param names { plan: string, app: string }

@description('Region of both.')
param location string

@description('Tags of both.')
param tags { *: string }

@description('Who the app is.')
param identity { id: string, clientId: string }

@description('Where the storage services answer.')
param storageEndpoints { blob: string, queue: string, table: string }

@description('Where telemetry is sent.')
param insightsConnectionString string

@description('Address of the vault, with a slash at its end.')
param vaultUri string

@description('The chat model; null runs the agent on its built-in precedent advisor.')
param model { endpoint: string, deployment: string, use: ModelUse }?

@description('When the learner runs: six-field cron, seconds first.')
param learningSchedule string

@description('When open work is finished and compared with the payment provider: six-field cron, seconds first.')
param reconcileSchedule string

@description('Callers of the API.')
param apiKeys ApiKey[]

@description('The sender of Standard Webhooks events; null refuses them.')
param standardWebhook StandardWebhook?

@description('Helpdesks that tickets come from.')
param helpdesks Helpdesk[]

@description('The Stripe account that reports events; null refuses them.')
param stripeWebhook StripeWebhook?

@description('Provider that moves money.')
param paymentsProvider 'sandbox' | 'stripe'

@description('Language of replies where nothing says the one of the customer: a tag such as en or pt-BR.')
param repliesLanguage string

@description('Folder of your own reply texts inside the deployed package; empty for those that come along.')
param repliesDirectory string

@description('Time limit of one decision, as hours:minutes:seconds.')
param decisionTimeLimit string

@description('Further settings by name. They replace none of those below.')
param moreSettings { *: string }

@description('Size of the app.')
param scale Scale

@description('Subnet that the app calls out through; null without a network.')
param subnetId string?

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: names.plan
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: scale.zoneRedundant }
}

var hostSettings = {
  AzureWebJobsStorage__blobServiceUri: storageEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: storageEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storageEndpoints.table
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
  AZURE_CLIENT_ID: identity.clientId
  AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
}

var agentSettings = {
  Learning__Schedule: learningSchedule
  Reconcile__Schedule: reconcileSchedule
  Auth__EasyAuth: 'false'
  Payments__Provider: paymentsProvider
  Replies__Language: repliesLanguage
  Replies__Directory: repliesDirectory
  Decisions__TimeLimit: decisionTimeLimit
}

var keySettings = shallowMerge(flatten(map(apiKeys, (key, i) => concat(
  [{
    'Auth__Keys__${i}__Name': key.name
    'Auth__Keys__${i}__Sha256': key.sha256
  }],
  map(key.roles, (role, j) => { 'Auth__Keys__${i}__Roles__${j}': role }),
  map(key.tenants, (tenant, j) => { 'Auth__Keys__${i}__Tenants__${j}': tenant })
))))

var webhookSettings = standardWebhook == null ? {} : {
  Webhooks__Standard__Tenant: standardWebhook.?tenant
  Webhooks__Standard__CustomersAuthenticated: (standardWebhook.?customersAuthenticated ?? false) ? 'true' : 'false'
  Webhooks__Standard__Secret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/standard-webhook-secret)'
}

// What is not set of a helpdesk is left out: a blank setting is none, and some may not be blank.
var helpdeskSettings = shallowMerge(flatten(map(helpdesks, helpdesk => concat(
  [{
    'Helpdesks__${helpdesk.name}__Kind': helpdesk.?kind ?? helpdesk.name
    'Helpdesks__${helpdesk.name}__Tenant': helpdesk.tenant
    'Helpdesks__${helpdesk.name}__Secret': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/helpdesk-${helpdesk.name}-secret)'
    'Helpdesks__${helpdesk.name}__Token': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/helpdesk-${helpdesk.name}-token)'
    'Helpdesks__${helpdesk.name}__CustomersAuthenticated': helpdesk.customersAuthenticated ? 'true' : 'false'
    'Helpdesks__${helpdesk.name}__Replies': helpdesk.replies
    'Helpdesks__${helpdesk.name}__CatchUp': helpdesk.catchUp ? 'true' : 'false'
  }],
  helpdesk.?account == null ? [] : [{ 'Helpdesks__${helpdesk.name}__Account': helpdesk.?account }],
  helpdesk.?baseUrl == null ? [] : [{ 'Helpdesks__${helpdesk.name}__BaseUrl': helpdesk.?baseUrl }],
  helpdesk.?user == null ? [] : [{ 'Helpdesks__${helpdesk.name}__User': helpdesk.?user }],
  helpdesk.?assignTo == null ? [] : [{ 'Helpdesks__${helpdesk.name}__AssignTo': helpdesk.?assignTo }],
  helpdesk.?reviewers == null ? [] : [{ 'Helpdesks__${helpdesk.name}__Reviewers': helpdesk.?reviewers }]
))))

var stripeWebhookSettings = stripeWebhook == null ? {} : {
  Webhooks__Stripe__Tenant: stripeWebhook.?tenant
  Webhooks__Stripe__Secret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/stripe-webhook-secret)'
}

var stripeSettings = paymentsProvider == 'stripe' ? {
  Payments__Stripe__ApiKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/stripe-api-key)'
} : {}

var modelSettings = model == null ? {} : {
  Model__Endpoint: model.?endpoint
  Model__Deployment: model.?deployment
  Model__ReasoningEffort: model!.use.reasoningEffort
  Model__MaxOutputTokens: string(model!.use.maxOutputTokens)
  Model__MaxTokensPerDay: model!.use.maxTokensPerDay == 0 ? '' : string(model!.use.maxTokensPerDay)
  Model__Learning: model!.use.learning ? 'true' : 'false'
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: names.app
  location: location
  tags: union(tags, { 'azd-service-name': 'agent' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Open with every network: helpdesks and Stripe call from the internet, and each call proves itself by its signature or key.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: subnetId
    keyVaultReferenceIdentity: identity.id
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.instanceMemoryMB
        maximumInstanceCount: scale.maximumInstanceCount
        alwaysReady: scale.alwaysReadyForHttp == 0 ? [] : [{ name: 'http', instanceCount: scale.alwaysReadyForHttp }]
        triggers: { http: { perInstanceConcurrency: scale.httpConcurrency } }
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storageEndpoints.blob}app-package'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(moreSettings, hostSettings, agentSettings, keySettings, webhookSettings, helpdeskSettings, stripeWebhookSettings, stripeSettings, modelSettings)
  }

  // Without a location Azure has refused both ("The parameter location has an invalid value"), though their types know of none.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    #disable-next-line BCP187 // github.com/Azure/bicep/issues/7396
    location: location
    properties: { allow: false }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    #disable-next-line BCP187
    location: location
    properties: { allow: false }
  }
}

@description('Name of the app.')
output name string = app.name

@description('Address of the app.')
output baseUrl string = 'https://${app.properties.defaultHostName}'
