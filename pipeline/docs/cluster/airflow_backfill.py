"""A backfill from Airflow 2, which waits for its end: the command's exit code is the task's.

1 and 130 or 143 are worth another try, which sends only the rest. 3 means dead letters: they are
there again at every try, unless --maxDeadLetters allows them. In Airflow 3 the operator is imported
from airflow.providers.standard.operators.bash.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

SEND = " ".join(
    [
        "/opt/mailmodo-source/scripts/mailmodo-source send --runner=FlinkRunner",
        "--flinkMaster=flink-jobmanager.example:8081",
        "--activity='s3://exports/{{ ds }}/*.jsonl'",
        "--contacts=s3://exports/identifies.csv",
        "--contactsJoin=keyed",
        "--report=s3://reports/{{ ds }}",
        "--deadLetters=s3://letters/{{ ds }}",
        "--resume=s3://ledger/{{ ds }}",
        "--minRows=1",
    ]
)

with DAG(
    dag_id="mailmodo_backfill",
    start_date=datetime(2026, 11, 1),
    schedule="@daily",
    # Two runs against one source share no pace.
    max_active_runs=1,
    catchup=False,
) as dag:
    # The launcher submits, waits, prints the funnel. When the task is killed, it gets SIGTERM and
    # cancels the job on the cluster; the next try goes on behind what Segment has accepted.
    BashOperator(
        task_id="send",
        bash_command=SEND,
        env={"MAILMODO_SOURCE_CLASSPATH": "/opt/mailmodo-source/lib/*"},
        append_env=True,
        retries=2,
        retry_delay=timedelta(minutes=10),
        execution_timeout=timedelta(days=2),
    )
