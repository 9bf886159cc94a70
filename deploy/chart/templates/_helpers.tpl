{{- define "fengqiao.labels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "fengqiao.all-labels" -}}
{{ include "fengqiao.labels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "fengqiao.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{- /* Refuses what would be open without somebody having said so. */ -}}
{{- define "fengqiao.checked" -}}
{{- if and (not .Values.engine.tlsSecret) (not .Values.engine.insecure) }}
{{- fail "engine.tlsSecret 未设置：连接流程引擎须双向 TLS；确要明文，设 engine.insecure=true。The engine is reached by mutual TLS: name engine.tlsSecret, or say engine.insecure=true." }}
{{- end }}
{{- if and (not .Values.engine.tlsSecret) (or .Values.engine.tokenSecret .Values.engine.adminTokenSecret) }}
{{- fail "令牌不得走明文连接。A token is not sent over an open connection: name engine.tlsSecret." }}
{{- end }}
{{- range $name, $_ := .Values.settings }}
{{- if has $name (list "DATABASE_URL" "FENGQIAO_SEALED_DATABASE_URL" "FENGQIAO_ENGINE_KEYS" "FENGQIAO_KEEPER_KEY" "FENGQIAO_SIGNING_KEYS" "FENGQIAO_SEALED_ENGINE_KEYS" "FENGQIAO_SEALED_KEEPER_KEY" "FENGQIAO_SEALED_SIGNING_KEYS" "FENGQIAO_TOKEN_KEY" "FENGQIAO_AGENCY_SECRETS" "FENGQIAO_KEY_SERVICE_TOKEN" "FENGQIAO_OIDC_CLIENT_SECRET" "FENGQIAO_FILES_SECRET" "FENGQIAO_MAIL_SERVER" "FENGQIAO_SMS_SECRET" "FENGQIAO_BACKUP_URL") }}
{{- fail (printf "%s 是秘密，放进 Secret，不放进 settings。%s is secret: it belongs into a Secret, not into settings." $name $name) }}
{{- end }}
{{- if eq $name "FENGQIAO_DEVELOPMENT" }}
{{- fail "FENGQIAO_DEVELOPMENT 不得用于部署。FENGQIAO_DEVELOPMENT is not for what is deployed." }}
{{- end }}
{{- end }}
{{- end }}

{{- define "fengqiao.pod-security" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "fengqiao.security" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- /* What every program is told; .part names it. */ -}}
{{- define "fengqiao.env" -}}
- {name: TEMPORAL_ADDRESS, value: {{ .root.Values.engine.address | quote }}}
- {name: TEMPORAL_NAMESPACE, value: {{ .root.Values.engine.namespace | quote }}}
{{- if .root.Values.engine.tlsSecret }}
- {name: TEMPORAL_TLS_CA, value: /run/engine/ca.crt}
- {name: TEMPORAL_TLS_CERT, value: /run/engine/tls.crt}
- {name: TEMPORAL_TLS_KEY, value: /run/engine/tls.key}
{{- with .root.Values.engine.serverName }}
- {name: TEMPORAL_TLS_NAME, value: {{ . | quote }}}
{{- end }}
{{- end }}
{{- if eq (include "fengqiao.token" .) "" | not }}
- {name: TEMPORAL_TOKEN_FILE, value: /run/token/token}
{{- end }}
- {name: FENGQIAO_SECRETS, value: /run/secrets/fengqiao}
- {name: FENGQIAO_VAR, value: /tmp/var}
{{- if not (hasKey .root.Values.settings "FENGQIAO_FILES") }}
- {name: FENGQIAO_FILES, value: /files}
{{- end }}
- {name: FENGQIAO_IDENTITY, value: {{ .root.Values.identity | quote }}}
{{- with .root.Values.publicUrl }}
- {name: FENGQIAO_PUBLIC_URL, value: {{ . | quote }}}
{{- end }}
{{- if and .root.Values.traces (has .part (list "api" "worker")) }}
- {name: FENGQIAO_TRACES, value: {{ .root.Values.traces | quote }}}
{{- end }}
{{- range $name, $value := .root.Values.settings }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "fengqiao.token" -}}
{{- if eq .part "prepare" }}{{ .root.Values.engine.adminTokenSecret | default .root.Values.engine.tokenSecret }}{{ else }}{{ .root.Values.engine.tokenSecret }}{{ end }}
{{- end }}

{{- define "fengqiao.mounts" -}}
- {name: secrets, mountPath: /run/secrets/fengqiao, readOnly: true}
- {name: tmp, mountPath: /tmp}
- {name: files, mountPath: /files}
{{- if .root.Values.engine.tlsSecret }}
- {name: engine, mountPath: /run/engine, readOnly: true}
{{- end }}
{{- if eq (include "fengqiao.token" .) "" | not }}
- {name: token, mountPath: /run/token, readOnly: true}
{{- end }}
{{- if and .root.Values.anchors.claim (eq .part "worker") }}
- {name: anchors, mountPath: /anchors}
{{- end }}
{{- if and .root.Values.anchors.sealedClaim (eq .part "sealed") }}
- {name: anchors, mountPath: /sealed-anchors}
{{- end }}
{{- end }}

{{- /* .both: the keys of accusations beside the others. */ -}}
{{- define "fengqiao.volumes" -}}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      - secret: {name: {{ .root.Values.secrets.ordinary }}}
      {{- if .both }}
      - secret: {name: {{ .root.Values.secrets.sealed }}}
      {{- end }}
- name: tmp
  emptyDir: {sizeLimit: 512Mi}
- name: files
  {{- if .root.Values.files.claim }}
  persistentVolumeClaim: {claimName: {{ .root.Values.files.claim }}}
  {{- else }}
  emptyDir: {sizeLimit: 16Mi} # a store of objects keeps them
  {{- end }}
{{- with .root.Values.engine.tlsSecret }}
- name: engine
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- with (include "fengqiao.token" .) }}
- name: token
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- if and .root.Values.anchors.claim (eq .part "worker") }}
- name: anchors
  persistentVolumeClaim: {claimName: {{ .root.Values.anchors.claim }}}
{{- end }}
{{- if and .root.Values.anchors.sealedClaim (eq .part "sealed") }}
- name: anchors
  persistentVolumeClaim: {claimName: {{ .root.Values.anchors.sealedClaim }}}
{{- end }}
{{- end }}
