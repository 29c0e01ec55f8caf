"""The night in Airflow 2: send, then reconcile, then the list of runs.

A task's exit code decides whether it is tried again: 1, 130 and 143 are worth it, and send only the
rest; 2, 3, 4 and 5 are the same at every try and fail at once. In Airflow 3 the operator is imported
from airflow.providers.standard.operators.bash.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowFailException, AirflowSkipException
from airflow.operators.bash import BashOperator

# The day before the run, in Airflow 2 and 3 alike; {{ ds }} is another day in each.
DAY = "{{ macros.ds_add(data_interval_end | ds, -1) }}"

# Nothing changes by waiting: a wrong setting, dead letters, differences, a ceiling.
FINAL = [2, 3, 4, 5]


class NightOperator(BashOperator):
    """Fails without another try where BashOperator would skip."""

    def __init__(self, **arguments):
        super().__init__(skip_on_exit_code=FINAL, append_env=True, **arguments)

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowSkipException as end:
            raise AirflowFailException(str(end)) from end


with DAG(
    dag_id="mailmodo_nightly",
    start_date=datetime(2026, 11, 1),
    schedule="15 2 * * *",
    # Two nights at once would share no pace, and the ledger refuses the second one.
    max_active_runs=1,
    catchup=False,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10)},
) as dag:
    # When a task is killed, the command gets SIGTERM, writes its report and ends with 143.
    send = NightOperator(
        task_id="send",
        bash_command="/etc/mailmodo-source/night send " + DAY,
        env={"SEGMENT_WRITE_KEY": "{{ conn.segment.password }}"},
        execution_timeout=timedelta(hours=6),
    )
    # Also where send has failed: it judges what is older than two days.
    reconcile = NightOperator(
        task_id="reconcile",
        bash_command="/etc/mailmodo-source/night reconcile " + DAY,
        env={
            "SEGMENT_WRITE_KEY": "{{ conn.segment.password }}",
            "WAREHOUSE_PASSWORD": "{{ conn.warehouse.password }}",
        },
        trigger_rule="all_done",
    )
    runs = NightOperator(
        task_id="runs",
        bash_command="/etc/mailmodo-source/night runs",
        trigger_rule="all_done",
    )
    send >> reconcile >> runs
    # Else the last task would decide how the night is shown.
    [send, reconcile] >> BashOperator(task_id="all_is_well", bash_command="true")
