export { ExternalSecretsOperator, type ExternalSecretsOperatorArgs } from "./external-secrets-operator";
export { ManagedSecret, type ManagedSecretArgs, type SecretReplica } from "./managed-secret";
export { NamespaceSecretStore, type CopiedSecret, type NamespaceSecretStoreArgs } from "./namespace-secret-store";
export { scheduleProblems, type RotationFunction, type RotationSchedule } from "./rotation";
export { flatName, secretNameProblem } from "./secret-name";
export { secretProviderClass, type MountedSecret, type SecretProviderClassArgs } from "./secret-provider-class";
export { secretsStoreDriver, secretsStoreNamespace, type SecretsStoreDriverArgs } from "./secrets-store-driver";
export { secretsVolume } from "./secrets-volume";
