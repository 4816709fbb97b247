"""Trains every night and deploys what was learned, in pods of a Kubernetes cluster.

ConfigMap, Secret and volumes are made as in k8s/pipelines. Needs the provider
apache-airflow-providers-cncf-kubernetes, 10 or newer.
"""

import json
import logging
from datetime import datetime, timedelta, timezone

from airflow import DAG
from airflow.providers.cncf.kubernetes.callbacks import KubernetesPodOperatorCallback
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from kubernetes.client import models as k8s

IMAGE = "fettleplanta54a163.azurecr.io/fettle/ops:00000000000000000000000000000000"
LOG = logging.getLogger(__name__)


class Steps(KubernetesPodOperatorCallback):
    """Reads the JSON lines of a run out of the pod's log: what each step did, and why one failed."""

    @staticmethod
    def progress_callback(*, line: str, **kwargs) -> None:
        try:
            # before the JSON stands the time at which Kubernetes read it
            event = json.loads(line[line.index("{") :])
        except ValueError:
            return
        if event.get("event") == "failed":
            LOG.error("%s of %s failed: %s", event["step"], event["pipeline"], event["reason"])
        elif event.get("event") == "done":
            LOG.info("%s of %s: %s %s", event["step"], event["pipeline"], event["action"], event["what"])


def volume(name: str, path: str, **source) -> tuple[k8s.V1Volume, k8s.V1VolumeMount]:
    return (
        k8s.V1Volume(name=name, **source),
        k8s.V1VolumeMount(name=name, mount_path=path, read_only=path in ("/config", "/recordings")),
    )


def claim(name: str, read_only: bool = False) -> k8s.V1PersistentVolumeClaimVolumeSource:
    return k8s.V1PersistentVolumeClaimVolumeSource(claim_name=name, read_only=read_only)


VOLUMES, MOUNTS = zip(
    volume("config", "/config", config_map=k8s.V1ConfigMapVolumeSource(name="fettle")),
    volume("recordings", "/recordings", persistent_volume_claim=claim("recordings", read_only=True)),
    volume("state", "/data", persistent_volume_claim=claim("fettle")),
    volume("tmp", "/tmp", empty_dir=k8s.V1EmptyDirVolumeSource(size_limit="1Gi")),
)


def fettle(task_id: str, arguments: list[str]) -> KubernetesPodOperator:
    """A run of ./fettle. Any exit code but 0 fails the task; the next try goes on where it stopped."""
    return KubernetesPodOperator(
        task_id=task_id,
        name="fettle-" + task_id,
        namespace="fettle",
        image=IMAGE,
        arguments=arguments,
        env_from=[k8s.V1EnvFromSource(secret_ref=k8s.V1SecretEnvSource(name="fettle-azure"))],
        volumes=list(VOLUMES),
        volume_mounts=list(MOUNTS),
        automount_service_account_token=False,
        security_context=k8s.V1PodSecurityContext(
            run_as_non_root=True,
            run_as_user=10001,
            run_as_group=10001,
            fs_group=10001,
            seccomp_profile=k8s.V1SeccompProfile(type="RuntimeDefault"),
        ),
        container_security_context=k8s.V1SecurityContext(
            allow_privilege_escalation=False,
            read_only_root_filesystem=True,
            capabilities=k8s.V1Capabilities(drop=["ALL"]),
        ),
        container_resources=k8s.V1ResourceRequirements(
            requests={"cpu": "250m", "memory": "512Mi"}, limits={"memory": "1Gi"}
        ),
        get_logs=True,
        callbacks=[Steps],
        on_finish_action="delete_succeeded_pod",
    )


with DAG(
    dag_id="fettle",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
):
    train = fettle(
        "train",
        arguments=["train", "--target", "azure", "--config", "/config/fettle.yaml", "--json"],
    )
    deploy = fettle(
        "deploy",
        arguments=["deploy", "--target", "azure", "--config", "/config/fettle.yaml", "--json"],
    )
    train >> deploy
